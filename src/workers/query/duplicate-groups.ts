import { DUPLICATE_KINDS, type DuplicateKind } from '../../shared/issue.ts';
import type { ColumnName, ColumnStore } from './column-store.ts';
import { type GroupRun, type Groups, groupsOf } from './groups.ts';
import type { NumberArray } from './number-column.ts';
import { radixSort } from './radix-sort.ts';
import { Remembered } from './remembered.ts';
import type { Checkpoint } from './turns.ts';

/** One of the partitions; `family`: the widest group each sample is in, whichever partition that is of. */
export type Grouping = DuplicateKind | 'family';

/** What the groups are made of. */
export const GROUP_COLUMNS: readonly ColumnName[] = DUPLICATE_KINDS.flatMap((kind) => [`group.${kind}`, `link.${kind}`] as const);

/** The partitions as lists of groups, remembered until one of their columns changes. */
export class DuplicateGroups {
  readonly #store: ColumnStore;
  readonly #remembered: Readonly<Record<Grouping, Remembered<Groups>>> = {
    exact: new Remembered(),
    pixel: new Remembered(),
    near: new Remembered(),
    family: new Remembered(),
  };

  constructor(store: ColumnStore) {
    this.#store = store;
  }

  async of(grouping: Grouping, checkpoint: Checkpoint): Promise<Groups> {
    await this.#store.ready(GROUP_COLUMNS, checkpoint);
    return this.#remembered[grouping].of(this.#store.versionOf(GROUP_COLUMNS), () => this.#make(grouping, checkpoint));
  }

  async #make(grouping: Grouping, checkpoint: Checkpoint): Promise<Groups> {
    const kinds = grouping === 'family' ? DUPLICATE_KINDS.toReversed() : [grouping];
    const partitions = kinds.map((kind) => ({
      index: DUPLICATE_KINDS.indexOf(kind),
      groupIds: this.#store.numbers(`group.${kind}`),
      links: this.#store.numbers(`link.${kind}`),
    }));
    const members = membersOf(partitions, this.#store.size);
    const order = await radixSort([members.groupIds], members.rows.length, checkpoint);
    return gather(order, members);
  }
}

interface PartitionColumns {
  readonly index: number;
  readonly groupIds: NumberArray;
  readonly links: NumberArray;
}

/** Rows in a group, ascending, with what the first partition that has one says of each. */
interface Members {
  readonly rows: Uint32Array;
  /** Partitions lie within each other, so that an id names one group even among groups of several partitions. */
  readonly groupIds: Uint32Array;
  readonly links: Float32Array;
  readonly partitions: Uint8Array;
}

function membersOf(partitions: readonly PartitionColumns[], size: number): Members {
  const rows = Uint32Array.from(rowsWhere(size, (row) => partitions.some(({ groupIds }) => (groupIds[row] ?? 0) > 0)));
  const of = (row: number): PartitionColumns | undefined => partitions.find(({ groupIds }) => (groupIds[row] ?? 0) > 0);
  return {
    rows,
    groupIds: Uint32Array.from(rows, (row) => of(row)?.groupIds[row] ?? 0),
    links: Float32Array.from(rows, (row) => of(row)?.links[row] ?? Number.NaN),
    partitions: Uint8Array.from(rows, (row) => of(row)?.index ?? 0),
  };
}

function rowsWhere(size: number, test: (row: number) => boolean): readonly number[] {
  const rows: number[] = [];
  for (let row = 0; row < size; row++) if (test(row)) rows.push(row);
  return rows;
}

/** @param order members by group id, those of one group by row */
function gather(order: Uint32Array, members: Members): Groups {
  const groupIds = order.map((member) => members.groupIds[member] ?? 0);
  const runs: GroupRun[] = [];
  for (let from = 0, to = 0; from < order.length; from = to) {
    const id = groupIds[from] ?? 0;
    while (groupIds[to] === id) to++;
    if (to - from > 1) runs.push({ id, partition: members.partitions[order[from] ?? 0] ?? 0, from, to });
  }
  const rows = order.map((member) => members.rows[member] ?? 0);
  const links = Float32Array.from(order, (member) => members.links[member] ?? Number.NaN);
  return groupsOf(runs, rows, links);
}
