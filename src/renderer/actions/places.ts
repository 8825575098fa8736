import type { Place } from './action.ts';

/** Where a key moves from sample to sample. */
export const PICTURES: readonly Place[] = ['grid', 'loupe', 'triage'];
/** Where actions are about the samples selected. */
export const SAMPLES: readonly Place[] = [...PICTURES, 'map', 'arranged'];
/** Where one picture can be zoomed. */
export const ZOOMED: readonly Place[] = ['loupe', 'compare', 'picked', 'review', 'triage'];
/** Wherever a dataset is open. */
export const WITH_DATASET: readonly Place[] = [
  ...SAMPLES,
  'groups',
  'report',
  'compare',
  'picked',
  'confusion',
  'review',
  'skew',
  'objects',
];
/** Dialogs apart, which take no others. */
export const EVERYWHERE: readonly Place[] = [
  ...WITH_DATASET.filter((place) => place !== 'compare' && place !== 'picked'),
  'start',
];
/** All there are: two actions meet where one place has both. */
export const ALL_PLACES: readonly Place[] = [...WITH_DATASET, 'start'];
