import type { ClassCount, ClassIssue } from './class-issues.ts';

/**
 * A class is rare with less than this share of what it would have if all had equally many. The definition, and the
 * value, of cleanlab's Datalab (class_imbalance.py, threshold 0.1), which names the rarest class only.
 */
const RARE_SHARE = 0.1;
/** LVIS calls classes of 1 to 10 images rare (Gupta et al. 2019): fewer are hardly enough to split, let alone to learn. */
const NEAR_EMPTY = 10;
/** From this median on a near-empty class stands out; below it the whole dataset is small. */
const TYPICAL_SAMPLES = 30;
/** A class misses in a split only where more than this share of the classes is in it. */
const MOST_CLASSES = 0.5;

/** With more, folders of another kind were taken for splits; then it says nothing that a class is not in all of them. */
export const MOST_SPLITS = 100;

/** The samples of all classes in one split, or in the whole dataset. */
interface Place {
  /** Null: the whole dataset. */
  readonly split: string | null;
  readonly counts: readonly number[];
  readonly mean: number;
  readonly median: number;
  /** Classes with a sample here. */
  readonly classes: number;
}

/**
 * Classes with far fewer samples than the others, in the whole dataset or in a split that most classes are in, or in
 * none of its samples. Score: the least, over these places, of samples / mean samples of a class, at most 1.
 */
export function rareClasses(classes: readonly ClassCount[]): readonly ClassIssue[] {
  if (classes.length < 2) return [];
  const places = placesOf(classes);
  return classes.flatMap((count, index) => {
    const rare = places.filter((place) => isRare(place, index));
    if (rare.length === 0) return [];
    const score = Math.min(1, ...rare.map((place) => samplesIn(place, index) / place.mean));
    return [{ kind: 'class-imbalance', class: count.class, score, reason: reasonOf(rare, index), suggestion: null }];
  });
}

function placesOf(classes: readonly ClassCount[]): readonly Place[] {
  const splits = [...new Set(classes.flatMap(({ bySplit }) => Object.keys(bySplit)))].filter((split) => split !== '').toSorted();
  const whole = placeOf(
    null,
    classes.map(({ bySplit }) => Object.values(bySplit).reduce((sum, count) => sum + count, 0)),
  );
  if (splits.length > MOST_SPLITS) return [whole];
  const bySplit = splits.map((split) =>
    placeOf(
      split,
      classes.map((count) => count.bySplit[split] ?? 0),
    ),
  );
  return [whole, ...bySplit.filter((place) => place.classes > MOST_CLASSES * classes.length)];
}

function placeOf(split: string | null, counts: readonly number[]): Place {
  const sorted = counts.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  const median = sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? 0)) / 2;
  const sum = counts.reduce((total, count) => total + count, 0);
  return { split, counts, mean: sum / counts.length, median, classes: counts.filter((count) => count > 0).length };
}

const samplesIn = (place: Place, index: number): number => place.counts[index] ?? 0;

function isRare(place: Place, index: number): boolean {
  const count = samplesIn(place, index);
  const isNearEmpty = place.split === null && count < NEAR_EMPTY && place.median >= TYPICAL_SAMPLES;
  return count === 0 || count < RARE_SHARE * place.mean || isNearEmpty;
}

function reasonOf(rare: readonly Place[], index: number): string {
  const few = rare.filter((place) => samplesIn(place, index) > 0);
  const none = rare.filter((place) => samplesIn(place, index) === 0).map(({ split }) => split);
  const fewText = few.map((place) => {
    const count = samplesIn(place, index);
    const samples = `${count.toLocaleString('en-US')} ${count === 1 ? 'sample' : 'samples'}`;
    const average = Math.round(place.mean).toLocaleString('en-US');
    return `${samples}${place.split === null ? '' : ` in ${place.split}`}, where a class has ${average} on average`;
  });
  const noneText = none.length === 0 ? [] : [`missing from ${none.join(' and ')}, where most classes are`];
  return [...fewText, ...noneText].join('; ');
}
