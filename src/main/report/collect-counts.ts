import { type ClassCount, samplesOf } from '../../shared/class-issues.ts';
import type { ClassTable, Tally } from '../../shared/report.ts';
import { type SampleStatus, STATUSES } from '../../shared/sample.ts';
import { type BoxedRow, type CountRow, readBoxedCounts, readCounts } from '../index/report-counts.ts';
import { compareNames, compareSplits } from './name-order.ts';
import { addTo, eachRange, type ReportSource } from './report-source.ts';

export interface ReportCounts {
  /** Without missing ones, as the rest but `statuses`. */
  readonly samples: number;
  readonly bytes: number;
  readonly statuses: readonly Tally<SampleStatus>[];
  readonly formats: readonly Tally[];
  readonly splits: readonly Tally[];
  readonly classes: ClassTable;
  readonly classCounts: readonly ClassCount[];
}

type Key = string | null;
type Classes = Map<Key, Map<Key, number>>;
type Groups = Map<Key, { samples: number; bytes: number }>;

/** Counts samples by status, format, class and split; those without a class for each class they have a box of. */
export async function collectCounts(source: ReportSource): Promise<ReportCounts> {
  const [statuses, formats, splits]: [Groups, Groups, Groups] = [new Map(), new Map(), new Map()];
  const bySplitOfClass: Classes = new Map();
  let boxed = 0;
  await eachRange(source, (after, upto) => {
    for (const row of readCounts(source.db, after, upto)) {
      add(statuses, row.status, row);
      if (row.status === 'missing') continue;
      add(formats, row.format, row);
      add(splits, row.split, row);
      addTo(ofClass(bySplitOfClass, row.label), row.split, row.samples);
    }
    for (const row of readBoxedCounts(source.db, after, upto)) boxed += addBoxed(bySplitOfClass, row);
  });
  const there = talliesOf(splits);
  const isSplit = there.some(({ name }) => name !== null);
  return {
    samples: there.reduce((sum, { samples }) => sum + samples, 0),
    bytes: there.reduce((sum, { bytes }) => sum + bytes, 0),
    statuses: STATUSES.flatMap((name) => {
      const found = statuses.get(name);
      return found === undefined ? [] : [{ name, ...found }];
    }),
    formats: talliesOf(formats),
    splits: isSplit ? there : [],
    classes: {
      ...tableOf(bySplitOfClass, isSplit ? there.map(({ name }) => name).toSorted(compareSplits) : [null]),
      ...(boxed === 0 ? {} : { boxed }),
    },
    classCounts: classCounts(bySplitOfClass),
  };
}

function ofClass(classes: Classes, name: Key): Map<Key, number> {
  const found = classes.get(name) ?? new Map<Key, number>();
  classes.set(name, found);
  return found;
}

/** Counts samples for a class of their boxes, or takes them from those without a class. @returns how many it took */
function addBoxed(classes: Classes, row: BoxedRow): number {
  addTo(ofClass(classes, row.class), row.split, row.class === null ? -row.samples : row.samples);
  return row.class === null ? row.samples : 0;
}

function add(groups: Groups, name: Key, { samples, bytes }: Pick<CountRow, 'samples' | 'bytes'>): void {
  const group = groups.get(name) ?? { samples: 0, bytes: 0 };
  group.samples += samples;
  group.bytes += bytes;
  groups.set(name, group);
}

/** The most frequent first, then by name. */
function talliesOf(groups: Groups): readonly Tally[] {
  const all = [...groups].map(([name, sums]) => ({ name, ...sums }));
  return all.toSorted((a, b) => b.samples - a.samples || compareNames(a.name, b.name));
}

function tableOf(classes: ReadonlyMap<Key, ReadonlyMap<Key, number>>, splits: readonly Key[]): ClassTable {
  const rows = [...classes].flatMap(([name, bySplit]) => {
    if (name === null) return [];
    const counts = splits.map((split) => bySplit.get(split) ?? 0);
    return [{ class: name, samples: sumOf(bySplit), counts }];
  });
  return {
    splits,
    rows: rows.toSorted((a, b) => b.samples - a.samples || compareNames(a.class, b.class)),
    unlabeled: sumOf(classes.get(null) ?? new Map()),
  };
}

function classCounts(classes: ReadonlyMap<Key, ReadonlyMap<Key, number>>): readonly ClassCount[] {
  return [...classes]
    .flatMap(([name, bySplit]) => {
      if (name === null) return [];
      return [{ class: name, bySplit: Object.fromEntries([...bySplit].map(([split, count]) => [split ?? '', count])) }];
    })
    .filter((count) => samplesOf(count) > 0);
}

const sumOf = (counts: ReadonlyMap<Key, number>): number => [...counts.values()].reduce((sum, count) => sum + count, 0);
