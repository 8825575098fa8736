import { emptyConfusion } from '../../shared/confusion.ts';
import { RUN_CHANGES, type RunChange, type RunComparison } from '../../shared/run-comparison.ts';
import type { Labels } from '../label-quality/probabilities.ts';
import { type Bits, hasBit } from '../query/bits.ts';

/** Two runs over the same samples and one joint list of classes; NO_CLASS = none. */
export interface RunPair {
  readonly labels: Labels;
  readonly before: Labels;
  readonly after: Labels;
  /** The samples asked for; null: all. */
  readonly rows: Bits | null;
}

const CODES = Object.fromEntries(RUN_CHANGES.map((change, code) => [change, code])) as Record<RunChange, number>;

/** What became of each sample from one run to the other. One pass; 1M samples in about 30 ms. */
export function compareRuns({ labels, before, after, rows }: RunPair, classes: number): RunComparison {
  const changes = new Uint8Array(labels.length);
  const byCode = new Uint32Array(RUN_CHANGES.length);
  const matrices = { before: emptyConfusion(classes), after: emptyConfusion(classes) };
  const side = classes + 1;
  for (let sample = 0; sample < labels.length; sample++) {
    if (rows !== null && !hasBit(rows, sample)) continue;
    const label = labels[sample] as number;
    const first = before[sample] as number;
    const second = after[sample] as number;
    const code = label < 0 || first < 0 || second < 0 ? CODES['not-compared'] : changeOf(label, first, second);
    byCode[code] = (byCode[code] as number) + 1;
    if (code === CODES['not-compared']) continue;
    changes[sample] = code;
    add(matrices.before.counts, label * side + first);
    add(matrices.after.counts, label * side + second);
  }
  const counts = Object.fromEntries(RUN_CHANGES.map((change, code) => [change, byCode[code]])) as Record<RunChange, number>;
  return { changes, counts, ...matrices };
}

function changeOf(label: number, first: number, second: number): number {
  if (first === label) return second === label ? CODES['both-right'] : CODES.worse;
  if (second === label) return CODES.better;
  return first === second ? CODES['both-wrong'] : CODES.changed;
}

function add(counts: Uint32Array, cell: number): void {
  counts[cell] = (counts[cell] as number) + 1;
}
