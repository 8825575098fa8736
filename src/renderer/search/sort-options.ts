import { ISSUES } from '../../shared/issue-meanings.ts';
import type { SimilaritySort, Sort, SortField } from '../../shared/query.ts';
import {
  EMBEDDING_SCORE_TITLES,
  EMBEDDING_SCORES,
  type EmbeddingScore,
  EXPECTED_GAIN_FIELD,
  SCORES,
} from '../../shared/score.ts';
import { similarWords } from '../state/similarity-sort.ts';

export interface SortOption<Field extends Sort['field'] = SortField> {
  readonly field: Field;
  readonly title: string;
  /** What comes first: ascending, descending. */
  readonly first: readonly [string, string];
}

/** The orders of the menu, in groups. */
export const SORT_OPTIONS: readonly (readonly SortOption[])[] = [
  [
    { field: 'path', title: 'Path', first: ['A to Z', 'Z to A'] },
    { field: 'capturedAt', title: 'Taken', first: ['Oldest first', 'Newest first'] },
    { field: 'modified', title: 'Modified', first: ['Oldest first', 'Newest first'] },
    { field: 'id', title: 'Order found', first: ['First found', 'Last found'] },
  ],
  [
    { field: 'sizeBytes', title: 'File size', first: ['Smallest first', 'Largest first'] },
    { field: 'width', title: 'Width', first: ['Narrowest first', 'Widest first'] },
    { field: 'height', title: 'Height', first: ['Lowest first', 'Highest first'] },
    { field: 'aspect', title: 'Width / height', first: ['Tallest first', 'Widest first'] },
    { field: 'channels', title: 'Channels', first: ['Fewest first', 'Most first'] },
    { field: 'frames', title: 'Frames', first: ['Fewest first', 'Most first'] },
    { field: 'orientation', title: 'Orientation flag', first: ['Upright first', 'Turned first'] },
  ],
  [
    { field: 'label', title: 'Class', first: ['A to Z', 'Z to A'] },
    { field: 'split', title: 'Split', first: ['A to Z', 'Z to A'] },
    { field: 'status', title: 'Status', first: ['A to Z', 'Z to A'] },
    { field: 'format', title: 'Format', first: ['A to Z', 'Z to A'] },
  ],
];

/** Orders by a score, in a menu of their own. */
export const SCORE_SORTS: readonly SortOption[] = SCORES.map((name) => ({
  field: `score.${name}`,
  title: ISSUES[name].title,
  first: ['Worst first', 'Best first'],
}));

const FIRST_BY_EMBEDDING: Readonly<Record<EmbeddingScore, SortOption['first']>> = {
  outlier: ['Farthest from others first', 'Nearest to others first'],
  uniqueness: ['Least unique first', 'Most unique first'],
  representativeness: ['Least typical first', 'Most typical first'],
  'class-distance': ['Farthest from its class first', 'Nearest to its class first'],
};

/** Orders by what the embedding model sees, in another menu. */
export const EMBEDDING_SORTS: readonly SortOption[] = EMBEDDING_SCORES.map((name) => ({
  field: `score.${name}`,
  title: EMBEDDING_SCORE_TITLES[name],
  first: FIRST_BY_EMBEDDING[name],
}));

/** Orders by what a run says, in another menu. */
export const PREDICTION_SORTS: readonly SortOption[] = [
  { field: 'prediction', title: 'Predicted class', first: ['A to Z', 'Z to A'] },
  { field: 'confidence', title: 'Confidence', first: ['Least sure first', 'Surest first'] },
  { field: 'score.normalized-margin', title: 'Label against the rest', first: ['Most likely wrong first', 'Surest first'] },
  { field: 'score.self-confidence', title: 'Probability of the label', first: ['Least probable first', 'Most probable first'] },
  { field: 'score.margin', title: 'Margin', first: ['Undecided first', 'Decided first'] },
  { field: 'score.entropy', title: 'Entropy', first: ['Decided first', 'Undecided first'] },
  { field: 'score.mistakenness', title: 'Mistakenness', first: ['Least mistaken first', 'Most mistaken first'] },
  { field: 'score.hardness', title: 'Hardness', first: ['Easiest first', 'Hardest first'] },
  { field: EXPECTED_GAIN_FIELD, title: 'Expected gain', first: ['Least to learn first', 'Most to learn first'] },
];

/** Orders by what several annotators said, where there are any. */
export const ANNOTATION_SORTS: readonly SortOption[] = [
  { field: 'consensus', title: 'Consensus', first: ['A to Z', 'Z to A'] },
  { field: 'score.agreement', title: 'Agreement', first: ['Most disagreed first', 'Most agreed first'] },
  { field: 'score.consensus', title: 'Certainty', first: ['Least certain first', 'Most certain first'] },
];

/** Orders by boxes, given and of the run, in another menu. */
export const BOX_SORTS: readonly SortOption[] = [
  { field: 'boxes', title: 'Given boxes', first: ['Fewest first', 'Most first'] },
  { field: 'truePositives', title: 'Found', first: ['Fewest first', 'Most first'] },
  { field: 'falsePositives', title: 'Wrong', first: ['Fewest first', 'Most first'] },
  { field: 'falseNegatives', title: 'Missed', first: ['Fewest first', 'Most first'] },
  { field: 'missingBoxes', title: 'Perhaps missing from the labels', first: ['Fewest first', 'Most first'] },
  { field: 'spuriousBoxes', title: 'Labels where the run sees nothing', first: ['Fewest first', 'Most first'] },
  { field: 'score.iou', title: 'Overlap of what is found', first: ['Loosest first', 'Tightest first'] },
];

/** What is asked for most lies at the upper end. */
const DOWNWARDS_FIRST: readonly SortField[] = [
  'score.uniqueness',
  'score.entropy',
  'score.mistakenness',
  'score.hardness',
  EXPECTED_GAIN_FIELD,
  ...(['boxes', 'falsePositives', 'falseNegatives', 'missingBoxes', 'spuriousBoxes'] as const),
];

const SIMILAR_SORT: SortOption<'similar'> = {
  field: 'similar',
  title: 'Similarity',
  first: ['Least similar first', 'Most similar first'],
};

/** The order by a field for a person; of a field that no menu has, by its name. */
export function sortOption(field: Sort['field']): SortOption<Sort['field']> {
  if (field === 'similar') return SIMILAR_SORT;
  const all = [
    ...SORT_OPTIONS.flat(),
    ...SCORE_SORTS,
    ...EMBEDDING_SORTS,
    ...PREDICTION_SORTS,
    ...ANNOTATION_SORTS,
    ...BOX_SORTS,
  ];
  const found = all.find((option) => option.field === field);
  return found ?? { field, title: field, first: ['Ascending', 'Descending'] };
}

/** The order after a choice in the menu: the field chosen anew turns round, another one starts with what is asked for most. */
export function chooseSort(sort: Sort, field: SortField): Sort {
  if (sort.field === field) return turned(sort);
  return { field, descending: DOWNWARDS_FIRST.includes(field) };
}

export function turned(sort: Sort): Sort {
  return { ...sort, descending: !sort.descending };
}

/** `Similar to 2 samples, away from “a red shoe”`. @param titles of what is no sample, by name */
export function similarTitle({ to, away }: SimilaritySort, titles: Readonly<Record<string, string>>): string {
  const parts = [
    ...(to.length === 0 ? [] : [`similar to ${similarWords(to, titles)}`]),
    ...(away.length === 0 ? [] : [`away from ${similarWords(away, titles)}`]),
  ];
  const title = parts.join(', ');
  return title.charAt(0).toUpperCase() + title.slice(1);
}
