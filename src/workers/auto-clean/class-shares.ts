import type { Cleaning } from './repair.ts';

/** A class loses much more than the others where its share is so many times that of the others, */
const TIMES_AS_MUCH = 3;
/** at least this much of it, */
const LEAST_SHARE = 0.1;
/** and more samples than chance would often take. */
const LEAST_SAMPLES = 5;

/** By class: share of its samples that are dropped or relabelled from `before` to `after`; NaN where it has none. */
export function classShares(before: Cleaning, after: Cleaning, classes: number): Float64Array<ArrayBuffer> {
  const { lost, all } = countLost(before, after, classes);
  return lost.map((count, label) => count / (all[label] as number));
}

/** Classes that lose much more than the others, ascending. */
export function unevenClasses(before: Cleaning, after: Cleaning, classes: number): number[] {
  const { lost, all } = countLost(before, after, classes);
  const sum = (counts: Float64Array): number => counts.reduce((total, count) => total + count, 0);
  const [lostAltogether, altogether] = [sum(lost), sum(all)];
  return Array.from(lost.keys()).filter((label) => {
    const [own, of] = [lost[label] as number, all[label] as number];
    const share = own / of;
    const ofOthers = (lostAltogether - own) / Math.max(1, altogether - of);
    return own >= LEAST_SAMPLES && share >= LEAST_SHARE && share > TIMES_AS_MUCH * ofOthers;
  });
}

function countLost(before: Cleaning, after: Cleaning, classes: number) {
  const lost = new Float64Array(classes);
  const all = new Float64Array(classes);
  before.weights.forEach((weight, row) => {
    if (weight === 0) return;
    const label = before.labels[row] as number;
    all[label] = (all[label] as number) + 1;
    if (after.weights[row] === 0 || after.labels[row] !== label) lost[label] = (lost[label] as number) + 1;
  });
  return { lost, all };
}
