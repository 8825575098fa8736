import type { DuplicateGroup, GroupMember } from '../../shared/api.ts';
import { compareForKeeping, type KeepRule } from '../../shared/keep-best.ts';

export const isRemoved = (member: Pick<GroupMember, 'tags'>): boolean => member.tags.includes('remove');
export const isKept = (member: Pick<GroupMember, 'tags'>): boolean => member.tags.includes('keep');

/**
 * False once a group is decided: less than two of its samples (of two splits, of two labels) are left untagged "remove",
 * or all that are left are tagged "keep". Of a group with more samples than are known here it is what the engine said.
 */
export function isGroupOpen(group: DuplicateGroup): boolean {
  if (group.size > group.members.length) return group.isOpen;
  const left = group.members.filter((member) => !isRemoved(member));
  if (left.every(isKept)) return false;
  return new Set(left.flatMap((member) => sideOf(group, member) ?? [])).size > 1;
}

/** What has to differ for two samples of a group to be an issue; null: has no part in it. */
function sideOf({ kind }: DuplicateGroup, member: GroupMember): string | number | null {
  if (kind === 'leak') return member.split;
  return kind === 'label-conflict' ? member.label : member.id;
}

/** The one to keep: of those tagged "keep", else of those not tagged "remove", the best by the rules. As the engine does. */
export function bestOf({ members, size, bestId }: DuplicateGroup, rules: readonly KeepRule[]): number {
  if (size > members.length) return bestId;
  const some = [members.filter(isKept), members.filter((member) => !isRemoved(member)), members].find(({ length }) => length > 0);
  return some?.toSorted(compareForKeeping(rules))[0]?.id ?? bestId;
}

/** What "keep the best" tags "remove": all but the best and what is tagged already. */
export function restOf(group: DuplicateGroup, rules: readonly KeepRule[]): readonly number[] {
  const best = bestOf(group, rules);
  return group.members.filter((one) => one.id !== best && !isKept(one) && !isRemoved(one)).map(({ id }) => id);
}

/** The group with a tag put on some of its samples, or taken off them; the same object where it has none of them. */
export function withTagOn(group: DuplicateGroup, has: (id: number) => boolean, tag: string, on: boolean): DuplicateGroup {
  if (!group.members.some(({ id, tags }) => has(id) && tags.includes(tag) !== on)) return group;
  const members = group.members.map((one) => (has(one.id) ? { ...one, tags: withTag(one.tags, tag, on) } : one));
  return { ...group, members };
}

/** Tags with one more, in order, or without one. */
export function withTag(tags: readonly string[], tag: string, on: boolean): readonly string[] {
  const others = tags.filter((other) => other !== tag);
  return on ? [...others, tag].sort() : others;
}
