import { type Command, InvalidArgumentError, Option } from 'commander';
import { isNumberField, isTextField, NUMBER_FIELDS, TEXT_FIELDS } from '../../shared/query.ts';
import { didYouMean } from '../../shared/query-problem.ts';
import {
  KEEP_SPLITS,
  MOST_GAP_SECONDS,
  MOST_SHARES,
  patternProblem,
  SPLIT_BALANCES,
  type SplitBalance,
  type SplitGrouping,
  type SplitRules,
  type SplitShare,
  sharesProblem,
} from '../../shared/split.ts';
import { seedNumber } from './option-values.ts';

type WantedSplits = 'keep' | 'repair' | readonly SplitShare[];

export interface SplitOptions {
  readonly splits?: WantedSplits;
  readonly seed?: number;
  readonly splitBy?: SplitBalance;
  readonly groupBy?: readonly SplitGrouping[];
}

const GROUP_BY_HELP =
  'what else stays together, by commas: folder, any FIELD, time:SECONDS (pictures taken with no longer gap; time:SECONDS/folder in each folder), and last name:REGEX, the part of the file name it finds; duplicates always do';

/** `--splits`, `--seed`, `--split-by` and `--group-by`. */
export function addSplitOptions(command: Command): void {
  command
    .addOption(
      new Option(
        '--splits <shares>',
        'a new split such as train=.8,val=.1,test=.1; keep (default); repair: the fewest moves',
      ).argParser(wantedSplits),
    )
    .addOption(new Option('--seed <n>', 'of the split: the same seed, the same split (default: 0)').argParser(seedNumber))
    .addOption(
      new Option('--split-by <balance>', 'stratified: each class in these shares (default); random: only the whole').choices(
        SPLIT_BALANCES,
      ),
    )
    .addOption(new Option('--group-by <keys>', GROUP_BY_HELP).argParser(groupings));
}

/** Why options say nothing together; null: they do. */
export function splitOptionsProblem({ splits = 'keep', seed, splitBy, groupBy }: SplitOptions): string | null {
  if (typeof splits !== 'string') return null;
  if (splitBy !== undefined) return '--split-by needs --splits with shares, such as train=.8,val=.2.';
  if (splits === 'repair' || (seed === undefined && groupBy === undefined)) return null;
  return `${seed === undefined ? '--group-by' : '--seed'} needs --splits with shares, such as train=.8,val=.2, or --splits repair.`;
}

export function splitRulesOf({ splits = 'keep', seed = 0, splitBy = 'stratified', groupBy = [] }: SplitOptions): SplitRules {
  if (splits === 'keep') return KEEP_SPLITS;
  if (splits === 'repair') return { mode: 'repair', groupBy, seed };
  return { mode: 'new', shares: splits, balance: splitBy, groupBy, seed };
}

function wantedSplits(text: string): WantedSplits {
  if (text === 'keep' || text === 'repair') return text;
  const shares = text.split(',').map(shareOf);
  const problem = shares.length > MOST_SHARES ? `There can be ${MOST_SHARES} splits.` : sharesProblem(shares);
  if (problem !== null) throw new InvalidArgumentError(problem);
  return shares;
}

function shareOf(text: string): SplitShare {
  const [, name = '', number = ''] = /^(.*)=([^=]*)$/s.exec(text.trim()) ?? [];
  const share = Number(number);
  if (name.trim() !== '' && number.trim() !== '' && share > 0 && share <= 1) return { name: name.trim(), share };
  throw new InvalidArgumentError(`"${text}" is no share; expected such as train=.8, with shares above 0 that sum to 1.`);
}

function groupings(text: string): readonly SplitGrouping[] {
  const [, listed = '', pattern] = /^(.*?)(?:(?:^|,)name:(.*))?$/s.exec(text) ?? [];
  const keys = listed.split(',').map((key) => key.trim());
  const found = keys.filter((key) => key !== '' && key !== 'duplicates').map(groupingOf);
  if (pattern === undefined) return found;
  const problem = patternProblem(pattern);
  if (problem !== null) throw new InvalidArgumentError(problem);
  return [...found, { by: 'name', pattern }];
}

function groupingOf(key: string): SplitGrouping {
  if (key === 'folder') return { by: 'folder' };
  if (key.startsWith('time:')) return burstOf(key);
  if (isTextField(key) || isNumberField(key)) return { by: 'field', field: key };
  const known = ['duplicates', 'folder', 'time:SECONDS', 'name:REGEX', ...TEXT_FIELDS, ...NUMBER_FIELDS];
  throw new InvalidArgumentError(`There is no "${key}" to group by.${didYouMean(key, known)} There are ${known.join(', ')}.`);
}

function burstOf(key: string): SplitGrouping {
  const [, number = '', folder] = /^time:([\d.]+)(\/folder)?$/.exec(key) ?? [];
  const seconds = Number(number);
  if (number !== '' && seconds <= MOST_GAP_SECONDS) return { by: 'time', seconds, isPerFolder: folder !== undefined };
  throw new InvalidArgumentError(`"${key}" is no gap in time; expected seconds such as time:30, or time:30/folder.`);
}
