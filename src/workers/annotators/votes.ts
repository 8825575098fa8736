/** What annotators said, one vote a place in all three: no annotator votes twice on a sample. */
export interface Votes {
  /** Rows, below `sampleCount`. */
  readonly samples: Uint32Array;
  /** Below `annotatorCount`. */
  readonly annotators: Uint32Array;
  /** Below `classCount`. */
  readonly classes: Uint32Array;
  readonly sampleCount: number;
  readonly annotatorCount: number;
  readonly classCount: number;
}

/** Votes of each sample, as places in the arrays of the votes: `places[starts[row]]` up to before `places[starts[row + 1]]`. */
export interface VotesBySample {
  readonly starts: Uint32Array;
  readonly places: Uint32Array;
}

export function votesBySample({ samples, sampleCount }: Votes): VotesBySample {
  const starts = new Uint32Array(sampleCount + 1);
  for (let place = 0; place < samples.length; place++) {
    const next = (samples[place] as number) + 1;
    starts[next] = (starts[next] as number) + 1;
  }
  for (let row = 0; row < sampleCount; row++) starts[row + 1] = (starts[row + 1] as number) + (starts[row] as number);
  const places = new Uint32Array(samples.length);
  const filled = starts.slice();
  for (let place = 0; place < samples.length; place++) {
    const row = samples[place] as number;
    places[filled[row] as number] = place;
    filled[row] = (filled[row] as number) + 1;
  }
  return { starts, places };
}

/** Votes by class, of all samples. */
export function classTotals({ classes, classCount }: Votes): Float64Array<ArrayBuffer> {
  const totals = new Float64Array(classCount);
  for (const vote of classes) totals[vote] = (totals[vote] as number) + 1;
  return totals;
}
