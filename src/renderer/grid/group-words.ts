import { assertNever } from '../../shared/errors.ts';
import type { GroupBy } from '../../shared/group-by.ts';
import { isIssueKind } from '../../shared/issue.ts';
import { ISSUES } from '../../shared/issue-meanings.ts';

/** What samples can be grouped by, as the menu calls it. */
export const GROUP_BY_TITLES: Readonly<Record<GroupBy, string>> = {
  label: 'Class',
  prediction: 'Predicted class',
  consensus: 'Consensus',
  split: 'Split',
  folder: 'Folder',
  status: 'Status',
  format: 'Format',
  tag: 'Tag',
  note: 'Note',
  issue: 'Issue',
  'group.exact': 'Exact duplicates',
  'group.pixel': 'Pixel duplicates',
  'group.near': 'Near duplicates',
};

/** What a group is called. @param name null: its samples have no value */
export function groupTitle(by: GroupBy, name: string | null): string {
  if (name === null) return titleOfRest(by);
  switch (by) {
    case 'folder':
      return name === '' ? 'Not in a folder' : name;
    case 'issue':
      return isIssueKind(name) ? ISSUES[name].title : name;
    case 'group.exact':
    case 'group.pixel':
    case 'group.near':
      return `Duplicates of sample ${name}`;
    default:
      return name;
  }
}

function titleOfRest(by: GroupBy): string {
  switch (by) {
    case 'label':
      return 'No class';
    case 'prediction':
      return 'No prediction';
    case 'consensus':
      return 'No consensus';
    case 'split':
      return 'In no split';
    case 'folder':
      return 'Not in a folder';
    case 'status':
      return 'No status';
    case 'format':
      return 'Format not recognized';
    case 'tag':
      return 'Not tagged';
    case 'issue':
      return 'No issue';
    case 'note':
      return 'No note';
    case 'group.exact':
    case 'group.pixel':
    case 'group.near':
      return 'Without duplicates';
    default:
      return assertNever(by);
  }
}
