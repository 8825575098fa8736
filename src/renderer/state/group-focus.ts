import type { DuplicateGroup, GroupMember } from '../../shared/api.ts';
import { useGroupsStore } from './groups.ts';
import { IdSet } from './id-set.ts';
import { shownMembers } from './member-links.ts';
import { useSelectionStore } from './selection-store.ts';
import { useUiStore } from './ui-store.ts';

/** The members of a group in the order shown, by the user's rules; remembered per group. */
export function membersOf(group: DuplicateGroup): readonly GroupMember[] {
  const { keepRules } = useUiStore.getState();
  const known = remembered.get(group);
  if (known?.rules === keepRules) return known.members;
  const members = shownMembers(group, keepRules);
  remembered.set(group, { rules: keepRules, members });
  return members;
}

const remembered = new WeakMap<DuplicateGroup, { readonly rules: unknown; readonly members: readonly GroupMember[] }>();

/** The group that the keyboard is on; null: none, or it was not fetched yet. */
export function focusedGroup(): DuplicateGroup | null {
  const { list, focus } = useGroupsStore.getState();
  return list.slots.get(focus.place)?.group ?? null;
}

export function focusedMember(): GroupMember | null {
  const group = focusedGroup();
  if (group === null) return null;
  const members = membersOf(group);
  const { member } = useGroupsStore.getState().focus;
  return members.find(({ id }) => id === member) ?? members[0] ?? null;
}

/** Goes to a group. @param member of it; null: the first */
export function focusGroup(place: number, member: number | null = null): void {
  useGroupsStore.getState().setFocus({ place, member });
  const focused = focusedMember();
  // What else acts on the selection acts on it: the details, the tag dialog.
  const selected = focused === null ? IdSet.EMPTY : IdSet.of([focused.id]);
  useSelectionStore.setState({ selection: { selected, anchor: focused?.id ?? null, focus: focused?.id ?? null } });
}

/** @param step groups down, or up where negative */
export function stepGroup(step: number): void {
  const { list, focus } = useGroupsStore.getState();
  focusGroup(Math.max(0, Math.min(list.total - 1, focus.place + step)));
}

/** @param step members on, or back where negative */
export function stepMember(step: number): void {
  const [group, member] = [focusedGroup(), focusedMember()];
  if (group === null || member === null) return;
  const members = membersOf(group);
  const to = members[members.indexOf(member) + step];
  if (to !== undefined) focusGroup(useGroupsStore.getState().focus.place, to.id);
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
