import type { DuplicateGroup, GroupMember } from '../../shared/api.ts';
import { placeLinesBelow } from './group-geometry.ts';
import { useGroupsStore } from './groups.ts';
import { IdSet } from './id-set.ts';
import { comparedPair, shownMembers } from './member-links.ts';
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

/** Goes to a group. @param member of it; null: the first, or of two that are compared the one on the right */
export function focusGroup(place: number, member: number | null = null): void {
  const { compared, compare, setFocus, focus } = useGroupsStore.getState();
  setFocus({ place, member });
  if (compared !== null) {
    const group = focusedGroup();
    const reference = place === focus.place ? compared.reference : null;
    const right = group === null ? null : (comparedPair(membersOf(group), member, reference)?.[1].id ?? null);
    compare({ reference });
    setFocus({ place, member: right });
  }
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

/** @param lines of groups down, or up where negative */
export function stepLine(lines: number): void {
  const { list, focus } = useGroupsStore.getState();
  const [group, member] = [focusedGroup(), focusedMember()];
  const number = group === null || member === null ? 0 : membersOf(group).indexOf(member);
  focusGroup(Math.max(0, Math.min(list.total - 1, placeLinesBelow(focus.place, lines, number))));
}

/** @param step members on, or back where negative @param goesOn past a group's last member comes the first of the next */
export function stepMember(step: number, goesOn: boolean): void {
  const [group, member] = [focusedGroup(), focusedMember()];
  const { list, focus } = useGroupsStore.getState();
  const members = group === null ? [] : membersOf(group);
  const at = member === null ? -1 : members.indexOf(member);
  // The one on the left of two that are compared is passed by.
  const isLeft = !goesOn && members[at + step] === pairOf(members)?.[0];
  const to = at < 0 ? undefined : members[at + (isLeft ? 2 * step : step)];
  if (to !== undefined) {
    focusGroup(focus.place, to.id);
    return;
  }
  const place = focus.place + Math.sign(step);
  if (!goesOn || place < 0 || place >= list.total) return;
  const next = list.slots.get(place)?.group;
  const last = next === undefined ? undefined : membersOf(next).at(-1);
  focusGroup(place, step < 0 ? (last?.id ?? null) : null);
}

function pairOf(members: readonly GroupMember[]): readonly [GroupMember, GroupMember] | null {
  const { focus, compared } = useGroupsStore.getState();
  return comparedPair(members, focus.member, compared?.reference ?? null);
}
