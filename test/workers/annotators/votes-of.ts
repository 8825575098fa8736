import type { Votes } from '../../../src/workers/annotators/votes.ts';

/** Votes from rows of sample, annotator and class. */
export function votesOf(
  rows: readonly (readonly [number, number, number])[],
  { samples, annotators, classes }: { readonly samples: number; readonly annotators: number; readonly classes: number },
): Votes {
  return {
    samples: Uint32Array.from(rows, ([sample]) => sample),
    annotators: Uint32Array.from(rows, ([, annotator]) => annotator),
    classes: Uint32Array.from(rows, ([, , vote]) => vote),
    sampleCount: samples,
    annotatorCount: annotators,
    classCount: classes,
  };
}
