import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  KEEP_SPLITS,
  MOST_SHARES,
  SPLIT_BALANCES,
  type SplitBalance,
  type SplitGrouping,
  type SplitRules,
  type SplitShare,
  sharesProblem,
} from '../../shared/split.ts';
import { parseGrouping } from '../../shared/split-grouping.ts';
import { seedNumber } from './option-values.ts';

type WantedSplits = 'keep' | 'repair' | readonly SplitShare[];

export interface SplitOptions {
  readonly splits?: WantedSplits;
  readonly seed?: number;
  readonly splitBy?: SplitBalance;
  readonly groupBy?: readonly SplitGrouping[];
}

const GROUP_BY_HELP =
  'what else stays together, by commas: folder, any FIELD or field.NAME, time:SECONDS (pictures taken with no longer gap; time:SECONDS/folder in each folder), and last name:REGEX, the part of the file name it finds; duplicates always do';

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
  return pattern === undefined ? found : [...found, groupingOf(`name:${pattern}`)];
}

function groupingOf(key: string): SplitGrouping {
  const read = parseGrouping(key);
  if ('problem' in read) throw new InvalidArgumentError(read.problem);
  return read.grouping;
}
