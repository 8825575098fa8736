import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DuplicateGroup, GroupMember, GroupsAnswer, GroupsRequest } from '../../shared/api.ts';
import { DUPLICATE_KINDS, type DuplicateKind, type GroupKind } from '../../shared/issue.ts';
import type { KeepRule } from '../../shared/keep-best.ts';
import type { ReadableDb } from '../db/connection.ts';
import { linksOf, weakestOf } from '../index/duplicate-groups.ts';
import { readMembers } from '../index/group-members.ts';
import { type Candidate, readCandidates } from '../index/keep-candidates.ts';
import { bestOfGroup } from './best-of-group.ts';
import type { Dataset } from './dataset.ts';

/** Members told of one group; who wants the others asks for samples with `group.near=12`. */
const MOST_MEMBERS = 500;

/** A group as the query worker knows it. */
interface FoundGroup {
  readonly id: number;
  readonly isOpen: boolean;
  readonly partition: DuplicateKind;
  readonly members: Uint32Array;
}

/** A page of the groups of a kind, the worst first, with the sample to keep of each. */
export async function readGroups(
  dataset: Dataset,
  { kind, query, onlyOpen, offset, limit, rules }: GroupsRequest,
  signal: AbortSignal,
): Promise<GroupsAnswer> {
  const asked = { kind, query: query ?? null, onlyOpen, offset, limit };
  const found = await dataset.query.call('groups', asked, { signal });
  const candidates = await readCandidates(dataset.read, found.members);
  const groups: DuplicateGroup[] = [];
  for (const group of groupsOf(found)) {
    groups.push(describeGroup(dataset.read, kind, group, candidates, rules));
    await nextTurn();
  }
  return { revision: found.revision, total: found.total, open: found.open, groups };
}

/** The groups in an answer of the query worker. */
export function groupsOf(found: {
  readonly groupIds: Uint32Array;
  readonly isOpen: Uint8Array;
  readonly ends: Uint32Array;
  readonly members: Uint32Array;
  readonly partitions: Uint8Array;
}): readonly FoundGroup[] {
  return Array.from(found.groupIds, (id, at) => ({
    id,
    isOpen: found.isOpen[at] === 1,
    partition: DUPLICATE_KINDS[found.partitions[at] ?? 0] ?? 'near',
    members: found.members.subarray(found.ends[at - 1] ?? 0, found.ends[at]),
  }));
}

function describeGroup(
  db: ReadableDb,
  kind: GroupKind,
  { id, isOpen, partition, members }: FoundGroup,
  candidates: ReadonlyMap<number, Candidate>,
  rules: readonly KeepRule[],
): DuplicateGroup {
  const own = Array.from(members, (member) => candidates.get(member)).filter((member) => member !== undefined);
  const bestId = bestOfGroup(own, rules)?.id ?? id;
  const shown = [bestId, ...own.map((member) => member.id).filter((member) => member !== bestId)];
  return {
    kind,
    partition,
    id,
    isOpen,
    size: members.length,
    members: membersShown(db, partition, shown.slice(0, MOST_MEMBERS), candidates),
    bestId,
    weakest: weakestOf(db, partition, id),
  };
}

function membersShown(
  db: ReadableDb,
  partition: DuplicateKind,
  ids: readonly number[],
  candidates: ReadonlyMap<number, Candidate>,
): readonly GroupMember[] {
  const links = new Map(linksOf(db, partition, ids).map((link) => [link.sampleId, link]));
  return readMembers(db, ids).map((tile) => {
    const { sizeBytes = 0, modifiedMs = 0 } = candidates.get(tile.id) ?? {};
    const { linkedId = null, distance = 0, turn = 0 } = links.get(tile.id) ?? {};
    return { ...tile, sizeBytes, modifiedMs, linkedId, distance, turn };
  });
}
