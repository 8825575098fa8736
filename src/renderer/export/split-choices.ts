import { carriedField } from '../../shared/carried-field.ts';
import type { AnyTextField, NumberField } from '../../shared/query.ts';
import {
  type KeptGroups,
  patternProblem,
  type SplitBalance,
  type SplitGrouping,
  type SplitReport,
  type SplitRules,
  type SplitShare,
  sharesProblem,
} from '../../shared/split.ts';
import { formatCount, formatNoun } from '../ui/format.ts';

/** A row of the form; numbers are null while they are being typed. */
export interface ShareRow {
  /** Of the row, whatever is typed into it. */
  readonly key: number;
  readonly name: string;
  readonly percent: number | null;
}

/** What is chosen of splits, whether it makes sense or not. */
export interface SplitChoices {
  readonly mode: SplitRules['mode'];
  readonly rows: readonly ShareRow[];
  readonly balance: SplitBalance;
  readonly seed: number | null;
  readonly isByFolder: boolean;
  readonly field: AnyTextField | NumberField | null;
  /** Of file names; empty: none. */
  readonly pattern: string;
  /** Longest gap within a burst; null: bursts do not stay together. */
  readonly gapSeconds: number | null;
  /** Bursts are of one folder each. */
  readonly isGapPerFolder: boolean;
}

export const FIRST_CHOICES: SplitChoices = {
  mode: 'keep',
  rows: [
    { key: 0, name: 'train', percent: 80 },
    { key: 1, name: 'val', percent: 10 },
    { key: 2, name: 'test', percent: 10 },
  ],
  balance: 'stratified',
  seed: 0,
  isByFolder: false,
  field: null,
  pattern: '',
  gapSeconds: null,
  isGapPerFolder: false,
};

interface GroupField {
  readonly value: AnyTextField | NumberField;
  readonly label: string;
}

/** Fields whose values are likely to keep samples together, with their names for a person. */
const GROUP_FIELDS: readonly GroupField[] = [
  { value: 'label', label: 'Class: whole classes' },
  { value: 'split', label: 'Split they are in' },
  { value: 'tag', label: 'First tag' },
  { value: 'format', label: 'Format' },
  { value: 'width', label: 'Width' },
  { value: 'height', label: 'Height' },
];

/** Those, after what annotation files say of samples: patients, places and films are told there. @param carried names */
export function groupFields(carried: readonly string[]): readonly GroupField[] {
  const own = [...new Set(carried)].toSorted().map((name): GroupField => ({ value: carriedField(name), label: name }));
  return [...own, ...GROUP_FIELDS];
}

export const MODE_TEXTS: Readonly<Record<SplitRules['mode'], { readonly title: string; readonly text: string }>> = {
  keep: { title: 'Keep', text: 'Every sample stays in the split it is in.' },
  repair: { title: 'Repair leaks', text: 'The fewest samples move, so that no group of duplicates is in two splits.' },
  new: { title: 'New split', text: 'Samples are dealt anew. Duplicates, of every kind, stay together.' },
};

/** Rules that can be asked for, or in words why there are none. */
export type RulesOrProblem = { readonly rules: SplitRules } | { readonly problem: string };

export function rulesOf({ mode, rows, balance, seed, ...grouped }: SplitChoices): RulesOrProblem {
  if (mode === 'keep') return { rules: { mode } };
  const groupBy = groupingsOf(grouped);
  const shares = mode === 'new' ? sharesOf(rows) : [];
  const wrongPattern = grouped.pattern === '' ? null : patternProblem(grouped.pattern);
  if (typeof shares === 'string') return { problem: shares };
  if (wrongPattern !== null) return { problem: wrongPattern };
  if (seed === null) return { problem: 'The seed is missing: any whole number.' };
  return { rules: mode === 'new' ? { mode, shares, balance, groupBy, seed } : { mode, groupBy, seed } };
}

function groupingsOf({
  isByFolder,
  field,
  pattern,
  gapSeconds,
  isGapPerFolder,
}: Pick<SplitChoices, 'isByFolder' | 'field' | 'pattern' | 'gapSeconds' | 'isGapPerFolder'>): readonly SplitGrouping[] {
  return [
    ...(isByFolder ? [{ by: 'folder' } as const] : []),
    ...(field === null ? [] : [{ by: 'field', field } as const]),
    ...(gapSeconds === null ? [] : [{ by: 'time', seconds: gapSeconds, isPerFolder: isGapPerFolder } as const]),
    ...(pattern === '' ? [] : [{ by: 'name', pattern } as const]),
  ];
}

/** @returns in words what is wrong with them, where something is */
function sharesOf(rows: readonly ShareRow[]): readonly SplitShare[] | string {
  const shares = rows.map(({ name, percent }) => ({ name: name.trim(), share: (percent ?? 0) / 100 }));
  if (shares.some(({ name }) => name === '')) return 'Every split needs a name.';
  const empty = shares.find(({ share }) => share <= 0);
  if (empty !== undefined) return `“${empty.name}” needs a share above 0%.`;
  return sharesProblem(shares) ?? shares;
}

/** What is true of the leaks that remain. */
export function leaksText({ leaks, keptTogether, splits }: SplitReport): string {
  if (splits.length === 0) return 'No sample is in a split.';
  if (leaks.groups > 0) {
    return `${formatNoun(leaks.groups, 'group')} of duplicates ${leaks.groups === 1 ? 'is' : 'are'} in two splits or more: ${formatNoun(leaks.samples, 'sample')}.`;
  }
  return `No leaks: ${keptTogether.length === 0 ? 'nothing has to stay together' : `${keptTogether.map(groupsText).join(', ')} stay together`}.`;
}

function groupsText({ by, groups, samples }: KeptGroups): string {
  const what =
    by === 'duplicates' ? 'of duplicates' : by === 'name' ? 'by file name' : by === 'time' ? 'taken together' : `by ${by}`;
  return `${formatNoun(groups, 'group')} ${what} (${formatNoun(samples, 'sample')})`;
}

/** Splits that lack classes: training and testing on other classes is seldom meant. Null: none does. */
export function lackingText({ splits, classes }: SplitReport): string | null {
  const lacking = splits.flatMap(({ name }, at) => {
    const count = classes.filter(({ label, counts }) => label !== null && counts[at] === 0).length;
    return count === 0 ? [] : [`${name} lacks ${formatCount(count)} ${count === 1 ? 'class' : 'classes'}`];
  });
  return lacking.length === 0 ? null : `${lacking.join(', ')}.`;
}
