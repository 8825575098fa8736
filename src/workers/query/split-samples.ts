import type { SplitReport, SplitRules } from '../../shared/split.ts';
import { newSplit, type ToSplit } from '../splits/new-split.ts';
import { repairSplit } from '../splits/repair-split.ts';
import { tallySplit } from '../splits/tally-split.ts';
import { unitsOf } from '../splits/units.ts';
import { hasBit } from './bits.ts';
import type { QueryCalls } from './calls.ts';
import type { Columns } from './columns.ts';
import { evaluate } from './evaluate.ts';
import { duplicateKey, type SplitKey, splitKey } from './split-keys.ts';
import { compareCodePoints, type TextColumn } from './text-column.ts';
import type { Checkpoint } from './turns.ts';

type Asked = QueryCalls['split']['input'];
type Answer = Omit<QueryCalls['split']['output'], 'revision'>;

/** Deals the samples of a query that could be read to splits. In path order, so that the same folder gives the same, however it was indexed. */
export async function splitSamples({ query, rules }: Asked, columns: Columns, checkpoint: Checkpoint): Promise<Answer> {
  const { store } = columns;
  const rows = await rowsToSplit(query, columns, checkpoint);
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

async function rowsToSplit(query: Asked['query'], columns: Columns, checkpoint: Checkpoint): Promise<Uint32Array<ArrayBuffer>> {
  const { store, orders } = columns;
  await store.ready(['status', 'label', 'split'], checkpoint);
  const order = await orders.of({ field: 'path', descending: false }, checkpoint);
  const asked = await evaluate(query.filter, columns, checkpoint);
  const { status } = store.texts;
  const ok = status.codeOf('ok');
  const rows = new Uint32Array(order.length);
  let count = 0;
  for (const row of order) if (status.values[row] === ok && hasBit(asked, row)) rows[count++] = row;
  return rows.subarray(0, count);
}

interface Coded {
  readonly names: readonly string[];
  /** By sample: place in `names` + 1, 0 = none. */
  readonly codes: Uint32Array<ArrayBuffer>;
}

/** Values that some of the rows have, by code point. */
function namedCodes({ dictionary, values }: TextColumn, rows: Uint32Array): Coded {
  const isUsed = new Uint8Array(dictionary.length);
  for (const row of rows) isUsed[values[row] ?? 0] = 1;
  const used = dictionary.flatMap((name, code) => (name === null || isUsed[code] === 0 ? [] : [{ name, code }]));
  used.sort((a, b) => compareCodePoints(a.name, b.name));
  const places = new Uint32Array(dictionary.length);
  for (const [place, { code }] of used.entries()) places[code] = place + 1;
  const codes = new Uint32Array(rows.length);
  for (let at = 0; at < rows.length; at++) codes[at] = places[values[rows[at] ?? 0] ?? 0] ?? 0;
  return { names: used.map(({ name }) => name), codes };
}

interface Dealt {
  readonly names: readonly string[];
  /** By sample: place in `names` + 1, 0 = none. */
  readonly splits: Uint32Array<ArrayBuffer>;
  readonly moves: number | null;
}

async function deal(rules: SplitRules, toSplit: ToSplit, before: Coded, checkpoint: Checkpoint): Promise<Dealt> {
  switch (rules.mode) {
    case 'keep':
      return { names: before.names, splits: before.codes, moves: 0 };
    case 'repair':
      return { names: before.names, ...(await repairSplit(toSplit, before.codes, rules.seed, checkpoint)) };
    case 'new': {
      const { shares, balance, seed } = rules;
      const sum = shares.reduce((total, { share }) => total + share, 0);
      const isWhole = balance === 'random';
      const balanced = isWhole ? { ...toSplit, classes: new Uint32Array(toSplit.classes.length), classCount: 1 } : toSplit;
      const places = await newSplit(
        balanced,
        shares.map(({ share }) => share / sum),
        seed,
        checkpoint,
      );
      return { names: shares.map(({ name }) => name), splits: places.map((place) => place + 1), moves: null };
    }
  }
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
  const shares = rules.mode === 'new' ? rules.shares : null;
  const sum = shares?.reduce((total, { share }) => total + share, 0) ?? 1;
  return {
    splits: names.map((name, at) => ({
      name,
      count: classes.reduce((total, row) => total + (row.counts[at] ?? 0), 0),
      target: shares === null ? null : ((shares[at]?.share ?? 0) / sum) * samples,
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
