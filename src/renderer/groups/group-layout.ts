import type { GroupList } from '../state/group-list.ts';

/** Geometry of the groups, in CSS pixels of their virtual height (see ui/scaled-scroll.ts). */
export interface GroupsLayout {
  readonly columns: number;
  /** Width of a member, and side of the square its picture is fitted into. */
  readonly cell: number;
  /** Where each group starts; one entry more than there are groups, the last of which is where they end. */
  readonly tops: Float64Array;
  readonly height: number;
}

export const LIST_PADDING = 12;
export const MEMBER_GAP = 12;
/** Below a picture: name, folder, size, badges, how it matches. */
export const CAPTION_HEIGHT = 98;
export const GROUP_HEAD = 34;
const GROUP_PADDING = 10;
const GROUP_GAP = 10;
/** Members that a group shows at first; one with a few more shows all. */
export const FOLDED = 12;
/** What a click on "and 40 more" adds. */
export const UNFOLD_STEP = 60;
const MOST_ADDED = 2;

/** Members shown of a group. @param unfolded as many as the user asked for; absent: it is folded */
export function shownCount(known: number, unfolded: number | undefined): number {
  return unfolded === undefined && known <= FOLDED + MOST_ADDED ? known : Math.min(known, unfolded ?? FOLDED);
}

/** Cells of a group: its members shown and, where it is folded, what says so. */
export function cellCount(size: number, known: number, unfolded: number | undefined): number {
  const shown = shownCount(known, unfolded);
  return shown + (shown < size ? 1 : 0);
}

/**
 * Every group in its place; those that were not fetched yet are as high as most are.
 * @param width of the view @param wanted side of a picture; stretched so that the columns fill the width
 */
export function groupsLayout(
  list: GroupList,
  unfolded: ReadonlyMap<number, number>,
  width: number,
  wanted: number,
): GroupsLayout {
  const room = Math.max(1, width - 2 * LIST_PADDING - 2 * GROUP_PADDING);
  const columns = Math.max(1, Math.floor((room + MEMBER_GAP) / (wanted + MEMBER_GAP)));
  const cell = Math.max(1, Math.floor((room - (columns - 1) * MEMBER_GAP) / columns));
  const rowHeight = cell + CAPTION_HEIGHT + MEMBER_GAP;
  const moreRows = new Map<number, number>();
  for (const [place, { group }] of list.slots) {
    const cells = cellCount(group.size, group.members.length, unfolded.get(group.id));
    const more = Math.ceil(cells / columns) - 1;
    if (more > 0) moreRows.set(place, more);
  }
  const tops = new Float64Array(list.total + 1);
  let top = LIST_PADDING;
  for (let place = 0; place < list.total; place++) {
    tops[place] = top;
    top += GROUP_HEAD + 2 * GROUP_PADDING - MEMBER_GAP + rowHeight * (1 + (moreRows.get(place) ?? 0)) + GROUP_GAP;
  }
  tops[list.total] = top;
  return { columns, cell, tops, height: top - GROUP_GAP + LIST_PADDING };
}

/** The group at a pixel, or the nearest to it; -1: there are none. */
export function placeAt({ tops }: GroupsLayout, y: number): number {
  let [low, high] = [0, tops.length - 2];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((tops[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return high;
}

/** Height of a group without the gap below it. */
export function groupHeight({ tops }: GroupsLayout, place: number): number {
  return (tops[place + 1] ?? 0) - (tops[place] ?? 0) - GROUP_GAP;
}

/** The least scrolling that shows a group whole; of one taller than the view, its upper part. @returns the new top */
export function topToReveal(layout: GroupsLayout, place: number, top: number, viewport: number): number {
  const start = (layout.tops[place] ?? 0) - LIST_PADDING;
  const end = start + groupHeight(layout, place) + 2 * LIST_PADDING;
  if (start < top) return start;
  return end > top + viewport ? Math.min(start, end - viewport) : top;
}
