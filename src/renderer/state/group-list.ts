import type { DuplicateGroup, GroupsAnswer } from '../../shared/api.ts';
import { isGroupOpen } from './duplicate-group.ts';

/** Groups fetched at once. */
export const GROUP_PAGE = 50;
/** Groups kept. */
const MOST_SLOTS = 4000;

/** A group in the list. */
export interface GroupSlot {
  readonly group: DuplicateGroup;
  /** As the engine listed it. A group decided since keeps its place here, while the engine's list has closed up. */
  readonly wasOpen: boolean;
  /** Said to be no duplicates since. */
  readonly isApart: boolean;
}

/** The groups of a kind as they are shown: of the engine's list what was fetched, by place, and what was decided since. */
export interface GroupList {
  readonly isOnlyOpen: boolean;
  /** Places, those of groups decided meanwhile included. */
  readonly total: number;
  readonly slots: ReadonlyMap<number, GroupSlot>;
}

export function emptyList(isOnlyOpen: boolean): GroupList {
  return { isOnlyOpen, total: 0, slots: new Map() };
}

/** True for a group that is still to be decided. */
export function isSlotOpen({ group, isApart }: GroupSlot): boolean {
  return !isApart && isGroupOpen(group);
}

/** Where the engine's list has what stands at a place: before it, by as many groups as were decided above it. */
export function offsetOf({ slots }: GroupList, place: number): number {
  let left = 0;
  for (const [at, slot] of slots) if (at < place && hasLeft(slot)) left++;
  return place - left;
}

/**
 * Takes in an answer of GROUP_PAGE groups asked for at `offsetOf(list, first)`.
 * @param first place of the page
 * @returns null where it does not fit what is shown: other groups came or went, so that the list must be read anew
 */
export function withPage(list: GroupList, first: number, { groups, total, open }: GroupsAnswer): GroupList | null {
  const slots = new Map(list.slots);
  const places = new Map([...slots].map(([place, { group }]) => [group.id, place]));
  const all = (list.isOnlyOpen ? open : total) + leftFrom(list);
  if (slots.size > 0 && all !== list.total) return null;
  let place = first;
  for (const group of groups) {
    const shown = slots.get(places.get(group.id) ?? -1);
    // The engine lists what is decided after what is open; here it stands where it was decided.
    if (shown !== undefined && hasLeft(shown) && !isGroupOpen(group)) continue;
    for (let slot = slots.get(place); slot !== undefined && hasLeft(slot); slot = slots.get(place)) place++;
    if (place >= first + GROUP_PAGE) break;
    if ((places.get(group.id) ?? place) !== place || (slots.get(place)?.group.id ?? group.id) !== group.id) return null;
    slots.set(place++, { group, wasOpen: isGroupOpen(group), isApart: false });
  }
  const end = list.slots.size === 0 ? first : Math.min(first + GROUP_PAGE, all);
  for (place = first; place < end; place++) if (!slots.has(place)) return null;
  return { ...list, total: all, slots };
}

/** The list with every group changed that the change does not give back as it was. */
export function withGroups(list: GroupList, change: (group: DuplicateGroup) => DuplicateGroup): GroupList {
  const slots = new Map(list.slots);
  for (const [place, slot] of list.slots) {
    const group = change(slot.group);
    if (group !== slot.group) slots.set(place, { ...slot, group });
  }
  return { ...list, slots };
}

/** The list with a group that is none any more. */
export function withApart(list: GroupList, place: number): GroupList {
  const slot = list.slots.get(place);
  return slot === undefined ? list : { ...list, slots: new Map(list.slots).set(place, { ...slot, isApart: true }) };
}

/** The list without most of what is far from a place, once there is much of it. What was decided stays: places depend on it. */
export function trimmed(list: GroupList, place: number): GroupList {
  if (list.slots.size <= MOST_SLOTS) return list;
  const slots = [...list.slots].filter(([at, slot]) => hasLeft(slot) || Math.abs(at - place) < MOST_SLOTS / 4);
  return { ...list, slots: new Map(slots) };
}

/** The nearest place after, else the first from the top, whose group is open or not known yet; null: all are decided. */
export function nextOpen({ slots, total }: GroupList, place: number): number | null {
  for (let step = 1; step < total; step++) {
    const at = (place + step) % total;
    const slot = slots.get(at);
    if (slot === undefined || isSlotOpen(slot)) return at;
  }
  return null;
}

/** Groups of the list that were decided here since it was read. */
export function decidedSince({ slots }: GroupList): number {
  return [...slots.values()].filter(hasLeft).length;
}

/** True where the engine no longer lists the group at this place. */
function hasLeft(slot: GroupSlot): boolean {
  return slot.isApart || (slot.wasOpen && !isSlotOpen(slot));
}

/** Groups that stand here and nowhere in the engine's list: all that were decided, where it is of open ones only. */
function leftFrom({ slots, isOnlyOpen }: GroupList): number {
  return [...slots.values()].filter((slot) => slot.isApart || (isOnlyOpen && hasLeft(slot))).length;
}
