import { type Completion, type CompletionOption, type CompletionValues, completeQuery } from '../../shared/query-complete.ts';

const NO_VALUES: CompletionValues = { classes: [], splits: [], tags: [], statuses: [], formats: [] };

export interface Edited {
  readonly text: string;
  readonly caret: number;
}

/** The text with an option taken. A whole term is followed by a space; `label:` waits for its value. */
export function acceptOption(text: string, { start, end }: Completion, { insert }: CompletionOption): Edited {
  const isWhole = !/(?:[:<>=]|^(?:prob|score|group|map|field)\.)$/.test(insert);
  const rest = text.slice(end);
  const gap = isWhole && !rest.startsWith(' ') ? ' ' : '';
  const caret = start + insert.length + (isWhole ? 1 : 0);
  return { text: text.slice(0, start) + insert + gap + rest, caret };
}

/** The option after or before the one marked, round both ends; -1: none is marked. */
export function nextOption(active: number, step: 1 | -1, count: number): number {
  if (active < 0) return step > 0 ? 0 : count - 1;
  return (active + step + count) % count;
}

/** True where the term at the caret may be the beginning of a field's name: `wid` of `width>=`. */
export function isFieldBegun(text: string, caret: number): boolean {
  const { start, end, options } = completeQuery(text, caret, NO_VALUES);
  return end > start && options.some(({ insert }) => /[:<>=]$/.test(insert));
}

/**
 * Whether a key takes the first option though none is marked: Tab completes whatever is begun, Enter only a value that
 * is not one yet (`label:ci`), since a bare word is looked for as it is.
 */
export function takesFirst(key: 'Tab' | 'Enter', typed: string, { options }: Completion): boolean {
  if (key === 'Tab') return typed !== '';
  return /[:=]/.test(typed) && !options.some(({ insert }) => insert === typed);
}
