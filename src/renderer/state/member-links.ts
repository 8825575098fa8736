import type { DuplicateGroup, GroupMember } from '../../shared/api.ts';
import { compareForKeeping, type KeepRule } from '../../shared/keep-best.ts';
import { composedTurn, inverseTurn, type Turn } from './turn.ts';

/** How a member of a group hangs together with another one, over any number of links. */
export interface Relation {
  /** The largest distance on the way: how doubtful it is that the two are the same picture. Infinite: the way is not known. */
  readonly doubt: number;
  /** What turns the other one into this one. */
  readonly turn: Turn;
}

/** How each member hangs together with one of them, by id. Links are a tree, so that there is one way only. */
export function relationsTo(members: readonly GroupMember[], root: number): ReadonlyMap<number, Relation> {
  const neighbours = neighboursOf(members);
  const relations = new Map<number, Relation>([[root, { doubt: 0, turn: 0 }]]);
  // Grows while it is walked.
  for (const [id, { doubt, turn }] of relations) {
    for (const next of neighbours.get(id) ?? []) {
      if (relations.has(next.id)) continue;
      relations.set(next.id, { doubt: Math.max(doubt, next.distance), turn: composedTurn(turn, next.turn) });
    }
  }
  for (const { id } of members) if (!relations.has(id)) relations.set(id, { doubt: Number.POSITIVE_INFINITY, turn: 0 });
  return relations;
}

/** The members as they are shown: the best by the rules, whatever is decided, then the surest; doubtful ones come last. */
export function shownMembers({ members }: DuplicateGroup, rules: readonly KeepRule[]): readonly GroupMember[] {
  const best = members.toSorted(compareForKeeping(rules))[0];
  if (best === undefined) return members;
  const relations = relationsTo(members, best.id);
  const doubt = (member: GroupMember): number => relations.get(member.id)?.doubt ?? 0;
  return members.toSorted((a, b) => Number(b === best) - Number(a === best) || compareNumbers(doubt(a), doubt(b)) || a.id - b.id);
}

/** The two that are compared: on the right the focused member, on the left the reference. Null: there are no two. */
export function comparedPair(
  members: readonly GroupMember[],
  focused: number | null,
  reference: number | null,
): readonly [GroupMember, GroupMember] | null {
  const left = members.find(({ id }) => id === reference) ?? members[0];
  const right = members.find(({ id }) => id === focused && id !== left?.id) ?? members.find(({ id }) => id !== left?.id);
  return left === undefined || right === undefined ? null : [left, right];
}

interface Neighbour {
  readonly id: number;
  readonly distance: number;
  /** What turns the one into this neighbour. */
  readonly turn: Turn;
}

function neighboursOf(members: readonly GroupMember[]): ReadonlyMap<number, readonly Neighbour[]> {
  const neighbours = new Map<number, Neighbour[]>(members.map(({ id }) => [id, []]));
  for (const { id, linkedId, distance, turn } of members) {
    if (linkedId === null) continue;
    neighbours.get(linkedId)?.push({ id, distance, turn });
    if (neighbours.has(linkedId)) neighbours.get(id)?.push({ id: linkedId, distance, turn: inverseTurn(turn) });
  }
  return neighbours;
}

/** Infinities are equal to each other, which a difference would not say. */
const compareNumbers = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
