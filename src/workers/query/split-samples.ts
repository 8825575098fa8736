import type { SplitReport, SplitRules, SplitShare } from '../../shared/split.ts';
import { newSplit, type ToSplit } from '../splits/new-split.ts';
import { repairSplit } from '../splits/repair-split.ts';
import { tallySplit } from '../splits/tally-split.ts';
import { unitsOf } from '../splits/units.ts';
import type { Columns } from './columns.ts';
import { type NamedCodes, namedCodes, readableRows } from './readable-rows.ts';
import type { SplitCalls } from './split-calls.ts';
import { duplicateKey, type SplitKey, splitKey } from './split-keys.ts';
import type { Checkpoint } from './turns.ts';

type Asked = SplitCalls['split']['input'];
type Answer = Omit<SplitCalls['split']['output'], 'revision'>;

/** Deals the samples of a query that could be read to splits. In path order, so that the same folder gives the same, however it was indexed. */
export async function splitSamples({ query, rules }: Asked, columns: Columns, checkpoint: Checkpoint): Promise<Answer> {
  const { store } = columns;
  const rows = await readableRows(query, columns, checkpoint);
  await store.ready(['label', 'split'], checkpoint);
  const labels = namedCodes(store.texts.label, rows);
  const keys = [await duplicateKey(rows, columns, checkpoint)];
  const groupBy = rules.mode === 'keep' ? [] : rules.groupBy;
  for (const grouping of groupBy) keys.push(await splitKey(grouping, rows, columns, checkpoint));
  const units = unitsOf(
    rows.length,
    keys.map(({ values }) => values),
  );
  // Codes of classes: samples without a label are a class of their own, the last.
  const classCount = labels.names.length + 1;
  const classes = labels.codes.map((code) => (code === 0 ? classCount - 1 : code - 1));
  const dealt = await deal(rules, { units, classes, classCount }, namedCodes(store.texts.split, rows), checkpoint);
  const { splits, names, moves } = dealt;
  const tally = tallySplit(units, classes, classCount, splits, names.length + 1);
  const report: SplitReport = {
    ...countsOf(rules, names, [...labels.names, null], tally),
    keptTogether: keys.map(keptGroups).filter(({ groups }) => groups > 0),
    moves,
    leaks: tally.leaks,
  };
  return { ids: rows.map((row) => store.ids.at(row)), splits, report };
}

interface Dealt {
  readonly names: readonly string[];
  /** By sample: place in `names` + 1, 0 = none. */
  readonly splits: Uint32Array<ArrayBuffer>;
  readonly moves: number | null;
}

async function deal(rules: SplitRules, toSplit: ToSplit, before: NamedCodes, checkpoint: Checkpoint): Promise<Dealt> {
  switch (rules.mode) {
    case 'keep':
      return { names: before.names, splits: before.codes, moves: 0 };
    case 'repair':
      return { names: before.names, ...(await repairSplit(toSplit, before.codes, rules.seed, checkpoint)) };
    case 'new': {
      const { shares, balance, seed } = rules;
      const isWhole = balance === 'random';
      const balanced = isWhole ? { ...toSplit, classes: new Uint32Array(toSplit.classes.length), classCount: 1 } : toSplit;
      const places = await newSplit(balanced, partsOf(shares), seed, checkpoint);
      return { names: shares.map(({ name }) => name), splits: places.map((place) => place + 1), moves: null };
    }
  }
}

/** Shares that sum to 1: those asked for may be rounded. */
function partsOf(shares: readonly SplitShare[]): readonly number[] {
  const sum = shares.reduce((total, { share }) => total + share, 0);
  return shares.map(({ share }) => share / sum);
}

function countsOf(
  rules: SplitRules,
  names: readonly string[],
  labels: readonly (string | null)[],
  { counts, largest }: ReturnType<typeof tallySplit>,
): Pick<SplitReport, 'splits' | 'unsplit' | 'classes'> {
  const width = names.length + 1;
  const classes = labels.map((label, place) => {
    const [unsplit = 0, ...inSplits] = counts.subarray(place * width, (place + 1) * width);
    return { label, counts: inSplits, unsplit, largestGroup: largest[place] ?? 0 };
  });
  const samples = counts.reduce((sum, count) => sum + count, 0);
  const parts = rules.mode === 'new' ? partsOf(rules.shares) : null;
  return {
    splits: names.map((name, at) => ({
      name,
      count: classes.reduce((total, row) => total + (row.counts[at] ?? 0), 0),
      target: parts === null ? null : (parts[at] ?? 0) * samples,
    })),
    unsplit: classes.reduce((total, row) => total + row.unsplit, 0),
    classes: classes.filter(({ label, largestGroup }) => label !== null || largestGroup > 0),
  };
}

function keptGroups({ by, values }: SplitKey): SplitReport['keptTogether'][number] {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  const sizes = new Uint32Array(most + 1);
  for (const value of values) sizes[value] = (sizes[value] ?? 0) + 1;
  const several = sizes.subarray(1).filter((size) => size > 1);
  return { by, groups: several.length, samples: several.reduce((sum, size) => sum + size, 0) };
}
