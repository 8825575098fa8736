import type { SplitReport, SplitRules, SplitShare } from '../../shared/split.ts';
import { oneClassEach } from '../splits/class-sets.ts';
import { newSplit, type ToSplit } from '../splits/new-split.ts';
import { repairSplit } from '../splits/repair-split.ts';
import { tallySplit } from '../splits/tally-split.ts';
import { unitsOf } from '../splits/units.ts';
import type { Columns } from './columns.ts';
import { type NamedCodes, namedCodes, readableRows } from './readable-rows.ts';
import { sampleClasses } from './sample-classes.ts';
import type { SplitCalls } from './split-calls.ts';
import { duplicateKey, type SplitKey, splitKey } from './split-keys.ts';
import type { Checkpoint } from './turns.ts';

type Asked = SplitCalls['split']['input'];
type Answer = Omit<SplitCalls['split']['output'], 'revision'>;

/** Deals the samples of a query that could be read to splits. In path order, so that the same folder gives the same, however it was indexed. */
export async function splitSamples({ query, rules }: Asked, columns: Columns, checkpoint: Checkpoint): Promise<Answer> {
  const { store } = columns;
  const rows = await readableRows(query, columns, checkpoint);
  await store.ready(['split'], checkpoint);
  const { names: labels, sets: classes, boxed } = await sampleClasses(rows, store, checkpoint);
  const keys = [await duplicateKey(rows, columns, checkpoint)];
  const groupBy = rules.mode === 'keep' ? [] : rules.groupBy;
  for (const grouping of groupBy) keys.push(await splitKey(grouping, rows, columns, checkpoint));
  const units = unitsOf(
    rows.length,
    keys.map(({ values }) => values),
  );
  const dealt = await deal(rules, { units, classes }, namedCodes(store.texts.split, rows), checkpoint);
  const { splits, names, moves } = dealt;
  const tally = tallySplit(units, classes, splits, names.length + 1);
  const report: SplitReport = {
    ...countsOf(rules, names, [...labels, null], tally),
    keptTogether: keys.map(keptGroups).filter(({ groups }) => groups > 0),
    moves,
    leaks: tally.leaks,
    ...(boxed === 0 ? {} : { boxed }),
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
      const balanced = isWhole ? { ...toSplit, classes: oneClassEach(new Uint32Array(toSplit.units.of.length), 1) } : toSplit;
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
  { sizes, counts, largest }: ReturnType<typeof tallySplit>,
): Pick<SplitReport, 'splits' | 'unsplit' | 'classes'> {
  const width = names.length + 1;
  const classes = labels.map((label, place) => {
    const [inNone = 0, ...ofClass] = counts.subarray(place * width, (place + 1) * width);
    return { label, counts: ofClass, unsplit: inNone, largestGroup: largest[place] ?? 0 };
  });
  const [unsplit = 0, ...inSplits] = sizes;
  const samples = sizes.reduce((sum, size) => sum + size, 0);
  const parts = rules.mode === 'new' ? partsOf(rules.shares) : null;
  return {
    splits: names.map((name, at) => ({
      name,
      count: inSplits[at] ?? 0,
      target: parts === null ? null : (parts[at] ?? 0) * samples,
    })),
    unsplit,
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
