import { type Votes, votesBySample } from './votes.ts';

/** NaN where there is nothing to compare. */
export interface Agreement {
  /** By sample: share of pairs of its votes that name one class; 1 = all agree, lower = worse. */
  readonly ofSample: Float32Array<ArrayBuffer>;
  /** By annotator: share of the others' votes on the same samples that are as theirs. */
  readonly ofAnnotator: Float32Array<ArrayBuffer>;
  /** Share of all pairs of votes on one sample. */
  readonly pairwise: number;
  /** Krippendorff's alpha for nominal data: 1 = all agree, 0 = as by chance, below = less than that. */
  readonly alpha: number;
}

/** How far annotators agree, by pairs of votes on the same sample [Krippendorff 2011, Computing Krippendorff's alpha-reliability]. */
export function agreement(votes: Votes): Agreement {
  const { annotators, classes, sampleCount, annotatorCount, classCount } = votes;
  const { starts, places } = votesBySample(votes);
  const ofSample = new Float32Array(sampleCount).fill(Number.NaN);
  const [same, compared] = [new Float64Array(annotatorCount), new Float64Array(annotatorCount)];
  const counts = new Uint32Array(classCount);
  // Votes on samples with two or more, by class: only these can be compared.
  const pairable = new Float64Array(classCount);
  let [agreeing, pairs, disagreement] = [0, 0, 0];
  for (let row = 0; row < sampleCount; row++) {
    const own = places.subarray(starts[row], starts[row + 1]);
    if (own.length < 2) continue;
    for (const place of own) add(counts, classes[place] as number, 1);
    let agreeingHere = 0;
    for (const place of own) {
      const others = (counts[classes[place] as number] as number) - 1;
      agreeingHere += others;
      add(same, annotators[place] as number, others);
      add(compared, annotators[place] as number, own.length - 1);
      add(pairable, classes[place] as number, 1);
    }
    const pairsHere = own.length * (own.length - 1);
    ofSample[row] = agreeingHere / pairsHere;
    agreeing += agreeingHere;
    pairs += pairsHere;
    disagreement += (pairsHere - agreeingHere) / (own.length - 1);
    for (const place of own) counts[classes[place] as number] = 0;
  }
  return {
    ofSample,
    ofAnnotator: Float32Array.from(same, (count, annotator) => count / (compared[annotator] as number)),
    pairwise: agreeing / pairs,
    alpha: alphaOf(disagreement, pairable),
  };
}

function add(sums: Float64Array | Uint32Array, place: number, amount: number): void {
  sums[place] = (sums[place] as number) + amount;
}

/** @param observed sum over samples of disagreeing pairs by votes less one @param totals votes by class */
function alphaOf(observed: number, totals: Float64Array): number {
  const votes = totals.reduce((sum, count) => sum + count, 0);
  const expected = (votes ** 2 - totals.reduce((sum, count) => sum + count ** 2, 0)) / (votes - 1);
  return 1 - observed / expected;
}
