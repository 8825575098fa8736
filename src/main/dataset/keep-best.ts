import { setImmediate as nextTurn } from 'node:timers/promises';
import type { KeepBestRequest } from '../../shared/api.ts';
import type { DuplicateKind, GroupKind } from '../../shared/issue.ts';
import type { ReadableDb } from '../db/connection.ts';
import { membersOf, partitionOfGroup } from '../index/duplicate-groups.ts';
import { type Candidate, readCandidates } from '../index/keep-candidates.ts';
import { restOfGroup } from './best-of-group.ts';
import type { Dataset } from './dataset.ts';
import { groupsOf } from './duplicate-groups.ts';

/** The worker answers as many groups as there are. */
const ALL = 2 ** 32 - 1;
/** Groups gone through without a pause; nearly all are small. */
const GROUPS_AT_ONCE = 200;

/** Finds what to tag "remove" so that of each group only the best is left. @returns ids */
export async function samplesNotBest(dataset: Dataset, { kind, rules, groups, query }: KeepBestRequest): Promise<Uint32Array> {
  const asked = { kind, query: query ?? null, onlyOpen: true, offset: 0, limit: ALL };
  const found = groups === null ? groupsOf(await dataset.query.call('groups', asked)) : groups;
  const rest: number[] = [];
  for (let start = 0; start < found.length; start += GROUPS_AT_ONCE) {
    if (start > 0) await nextTurn();
    const some = found.slice(start, start + GROUPS_AT_ONCE).map((one) => {
      return typeof one === 'number' ? membersOfGroup(dataset.read, kind, one) : one.members;
    });
    const candidates = await readCandidates(dataset.read, Uint32Array.from(some.flatMap((members) => Array.from(members))));
    for (const members of some) rest.push(...restOfGroup(candidatesOf(members, candidates), rules));
  }
  return Uint32Array.from(rest);
}

function candidatesOf(members: Uint32Array, candidates: ReadonlyMap<number, Candidate>): readonly Candidate[] {
  return Array.from(members, (id) => candidates.get(id)).filter((one) => one !== undefined);
}

function membersOfGroup(db: ReadableDb, kind: GroupKind, id: number): Uint32Array {
  const partition = partitionOf(db, kind, id);
  return Uint32Array.from(partition === null ? [] : membersOf(db, partition, id));
}

/** A leak and a label conflict are of the widest group. Null: it is gone since. */
function partitionOf(db: ReadableDb, kind: GroupKind, id: number): DuplicateKind | null {
  switch (kind) {
    case 'exact-duplicate':
      return 'exact';
    case 'pixel-duplicate':
      return 'pixel';
    case 'near-duplicate':
      return 'near';
    default:
      return partitionOfGroup(db, id);
  }
}
