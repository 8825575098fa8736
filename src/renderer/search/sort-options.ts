import { ISSUES } from '../../shared/issue.ts';
import type { Sort } from '../../shared/query.ts';
import { SCORES } from '../../shared/score.ts';

export interface SortOption {
  readonly field: Sort['field'];
  readonly title: string;
  /** What comes first: ascending, descending. */
  readonly first: readonly [string, string];
}

/** The orders of the menu, in groups. */
export const SORT_OPTIONS: readonly (readonly SortOption[])[] = [
  [
    { field: 'path', title: 'Path', first: ['A to Z', 'Z to A'] },
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

const SIMILAR_SORT: SortOption = { field: 'similar', title: 'Similarity', first: ['Least similar first', 'Most similar first'] };

/** The order by a field for a person; of a field that no menu has, by its name. */
export function sortOption(field: Sort['field']): SortOption {
  if (field === 'similar') return SIMILAR_SORT;
  const found = [...SORT_OPTIONS.flat(), ...SCORE_SORTS].find((option) => option.field === field);
  return found ?? { field, title: field, first: ['Ascending', 'Descending'] };
}

/** The order after a choice in the menu: the field chosen anew turns round, another one starts upwards. */
export function chooseSort(sort: Sort, field: Sort['field']): Sort {
  if (field === 'similar') return { ...sort, descending: !sort.descending };
  return { field, descending: sort.field === field && !sort.descending };
}
