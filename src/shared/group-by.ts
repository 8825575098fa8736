import { TEXT_FIELDS } from './query.ts';
import { GROUP_FIELDS } from './score.ts';

/**
 * What samples can be grouped by in the grid: a text field, the folder their file is in, or their duplicate group. A sample
 * stands in one group only: of several tags under the first by name, of several issues under the most severe kind, of several
 * classes of boxes under the first by name.
 */
export const GROUP_BYS = [...TEXT_FIELDS, 'folder', ...GROUP_FIELDS] as const;
export type GroupBy = (typeof GROUP_BYS)[number];
export const isGroupBy = (name: string): name is GroupBy => (GROUP_BYS as readonly string[]).includes(name);
