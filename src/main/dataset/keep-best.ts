import { setImmediate as nextTurn } from 'node:timers/promises';
import type { KeepBestRequest } from '../../shared/decision-api.ts';
import type { DuplicateKind, GroupKind } from '../../shared/issue.ts';
import { lastAtMost } from '../../shared/last-at-most.ts';
import type { ReadableDb } from '../db/connection.ts';
import { membersOf, partitionOfGroup } from '../index/duplicate-groups.ts';
import { type Candidate, readCandidates } from '../index/keep-candidates.ts';
import { restOfGroup } from './best-of-group.ts';
import type { Dataset } from './dataset.ts';
import { groupsOf } from './duplicate-groups.ts';
import { matchingSamples } from './matching-samples.ts';

/** The worker answers as many groups as there are. */
const ALL = 2 ** 32 - 1;
/** Groups gone through without a pause; nearly all are small. */
const GROUPS_AT_ONCE = 200;
/** Groups that a decision says by name. */
const MOST_NAMED = 20;

/** Finds what to tag "remove" so that of each group only the best is left. @returns ids */
export async function samplesNotBest(dataset: Dataset, { kind, rules, groups, query }: KeepBestRequest): Promise<Uint32Array> {
  const asked = { kind, query: query ?? null, onlyOpen: true, offset: 0, limit: ALL };
  const found = groups === null ? groupsOf(await dataset.query.call('groups', asked)) : groups;
  // Of groups that are named, only what the query finds: nobody decides about what is not shown.
  const shown = groups === null || query === undefined ? null : await matchingSamples(dataset, query);
  const rest: number[] = [];
  for (let start = 0; start < found.length; start += GROUPS_AT_ONCE) {
    if (start > 0) await nextTurn();
    const some = found.slice(start, start + GROUPS_AT_ONCE).map((one) => {
      return typeof one === 'number' ? membersOfGroup(dataset.read, kind, one) : one.members;
    });
    const candidates = await readCandidates(dataset.read, Uint32Array.from(some.flatMap((members) => Array.from(members))));
    for (const members of some) {
      const left = shown === null ? members : members.filter((id) => shown[lastAtMost(shown, shown.length, id)] === id);
      rest.push(...restOfGroup(candidatesOf(left, candidates), rules));
    }
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

/** Finds the groups that are named, and means nothing elsewhere; undefined: they are too many to say. */
export function queryOfGroups(db: ReadableDb, kind: GroupKind, groups: readonly number[]): string | undefined {
  if (groups.length > MOST_NAMED) return undefined;
  const clauses = groups.map((id) => `group.${partitionOf(db, kind, id) ?? 'near'}=${id}`);
  return `issue:${kind} ${clauses.length === 1 ? clauses[0] : `(${clauses.join(' OR ')})`}`;
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
