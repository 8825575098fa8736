import { isCarriedField } from './carried-field.ts';
import { assertNever } from './errors.ts';
import { isNumberField, isTextField, NUMBER_FIELDS, TEXT_FIELDS } from './query.ts';
import { didYouMean } from './query-problem.ts';
import { MOST_GAP_SECONDS, patternProblem, type SplitGrouping } from './split.ts';

/** What a text says of what stays together, or why it says nothing. */
export type ReadGrouping = { readonly grouping: SplitGrouping } | { readonly problem: string };

/** Reads `folder`, `time:30`, `time:30/folder`, `name:REGEX` or the name of a field. */
export function parseGrouping(text: string): ReadGrouping {
  if (text === 'folder') return { grouping: { by: 'folder' } };
  if (text.startsWith('time:')) return burstOf(text);
  if (text.startsWith('name:')) {
    const pattern = text.slice('name:'.length);
    const problem = patternProblem(pattern);
    return problem === null ? { grouping: { by: 'name', pattern } } : { problem };
  }
  if (isTextField(text) || isNumberField(text) || isCarriedField(text)) return { grouping: { by: 'field', field: text } };
  const known = ['duplicates', 'folder', 'time:SECONDS', 'name:REGEX', 'field.NAME', ...TEXT_FIELDS, ...NUMBER_FIELDS];
  return { problem: `There is no "${text}" to group by.${didYouMean(text, known)} There are ${known.join(', ')}.` };
}

/** The text that `parseGrouping` reads back. */
export function printGrouping(grouping: SplitGrouping): string {
  switch (grouping.by) {
    case 'field':
      return grouping.field;
    case 'name':
      return `name:${grouping.pattern}`;
    case 'time':
      return `time:${grouping.seconds}${grouping.isPerFolder ? '/folder' : ''}`;
    case 'folder':
      return 'folder';
    default:
      return assertNever(grouping);
  }
}

function burstOf(text: string): ReadGrouping {
  const [, number = '', folder] = /^time:(\d+\.?\d*|\.\d+)(\/folder)?$/.exec(text) ?? [];
  const seconds = Number(number);
  if (number === '' || seconds > MOST_GAP_SECONDS) {
    return { problem: `"${text}" is no gap in time; expected seconds such as time:30, or time:30/folder.` };
  }
  return { grouping: { by: 'time', seconds, isPerFolder: folder !== undefined } };
}
