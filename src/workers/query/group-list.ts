import type { Query } from '../../shared/query.ts';
import { type Bits, hasBit, intersect } from './bits.ts';
import type { QueryCalls } from './calls.ts';
import type { Columns } from './columns.ts';
import { evaluate } from './evaluate.ts';
import { type GroupStates, groupStates } from './group-states.ts';
import { countMembers, startOf } from './groups.ts';
import type { Checkpoint } from './turns.ts';

type Asked = QueryCalls['groups']['input'];
type Listed = Omit<QueryCalls['groups']['output'], 'revision'>;

/** A stretch of the list of groups of a kind. */
export async function groupList(asked: Asked, columns: Columns, checkpoint: Checkpoint): Promise<Listed> {
  const states = await groupStates(asked.kind, columns, checkpoint);
  const among = await rowsAmong(asked.query, states.rows, columns, checkpoint);
  const all = [...states.isOpen.keys()].filter((group) => countMembers(states.groups, group, (row) => hasBit(among, row)) > 0);
  const open = all.filter((group) => states.isOpen[group] === 1);
  const listed = (asked.onlyOpen ? open : all).sort(worstFirst(states));
  const page = listed.slice(asked.offset, asked.offset + asked.limit);
  return { total: all.length, open: open.length, ...listOf(page, states, columns) };
}

async function rowsAmong(query: Query | null, rows: Bits, columns: Columns, checkpoint: Checkpoint): Promise<Bits> {
  if (query === null) return rows;
  const among = await evaluate(query.filter, columns, checkpoint);
  intersect(among, rows);
  return among;
}

/** Open before decided, then the surest by their weakest link, then the largest, then by id. */
function worstFirst({ groups, isOpen }: GroupStates): (a: number, b: number) => number {
  const size = (group: number): number => (groups.ends[group] ?? 0) - startOf(groups, group);
  return (a, b) =>
    (isOpen[b] ?? 0) - (isOpen[a] ?? 0) ||
    (groups.weakest[a] ?? 0) - (groups.weakest[b] ?? 0) ||
    size(b) - size(a) ||
    (groups.ids[a] ?? 0) - (groups.ids[b] ?? 0);
}

function listOf(page: readonly number[], { groups, isOpen }: GroupStates, { store }: Columns): Omit<Listed, 'total' | 'open'> {
  const members = page.flatMap((group) => [...groups.rows.subarray(startOf(groups, group), groups.ends[group])]);
  let end = 0;
  return {
    groupIds: Uint32Array.from(page, (group) => groups.ids[group] ?? 0),
    isOpen: Uint8Array.from(page, (group) => isOpen[group] ?? 0),
    ends: Uint32Array.from(page, (group) => (end += (groups.ends[group] ?? 0) - startOf(groups, group))),
    members: Uint32Array.from(members, (row) => store.ids.at(row)),
    partitions: Uint8Array.from(page, (group) => groups.partitions[group] ?? 0),
  };
}
