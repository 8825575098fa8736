import type { GroupList } from '../state/group-list.ts';

/**
 * Geometry of the groups, in CSS pixels of their virtual height (see ui/scaled-scroll.ts). Members stand in columns; as
 * many groups share a line as fit, and one that is wider than a line has lines of its own.
 */
export interface GroupsLayout {
  readonly columns: number;
  /** Width of a member, and side of the square its picture is fitted into. */
  readonly cell: number;
  /** Upper edge of each group, ascending; first column; columns it takes. */
  readonly tops: Float64Array;
  readonly lefts: Uint16Array;
  readonly widths: Uint16Array;
  /** Lines of members in each group. */
  readonly lines: Uint16Array;
  readonly height: number;
}

export const LIST_PADDING = 12;
export const MEMBER_GAP = 24;
/** Between a group's border and its members; what is left of the gap lies between two groups. */
export const GROUP_PADDING = 9;
/** Below a picture: name, folder, size, badges, how it matches. */
export const CAPTION_HEIGHT = 108;
export const GROUP_HEAD = 36;
const GROUP_GAP = MEMBER_GAP - 2 * GROUP_PADDING;
const LINE_GAP = 8;
/** Members that a group shows at first, so that with "and 40 more" there are twelve cells; one with a few more shows all. */
export const FOLDED = 11;
const FEW_MORE = 3;
/** What a click on "and 40 more" adds. */
export const UNFOLD_STEP = 60;
/** Most groups are pairs. */
const CELLS_NOT_KNOWN = 2;

/** Members shown of a group. @param unfolded as many as the user asked for; absent: it is folded */
export function shownCount(known: number, unfolded: number | undefined): number {
  if (unfolded !== undefined) return Math.min(known, unfolded);
  return known <= FOLDED + FEW_MORE ? known : FOLDED;
}

/** Cells of a group: its members shown and, where these are not all, what says so. */
export function cellCount(size: number, known: number, unfolded: number | undefined): number {
  const shown = shownCount(known, unfolded);
  return shown + (shown < size ? 1 : 0);
}

/**
 * Every group in its place; those that were not fetched yet are taken for pairs.
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
  const tops = new Float64Array(list.total);
  const [lefts, widths, lines] = [0, 0, 0].map(() => new Uint16Array(list.total)) as [Uint16Array, Uint16Array, Uint16Array];
  let [column, top, lineHeight] = [0, LIST_PADDING, 0];
  for (let place = 0; place < list.total; place++) {
    const group = list.slots.get(place)?.group;
    const cells = group === undefined ? CELLS_NOT_KNOWN : cellCount(group.size, group.members.length, unfolded.get(group.id));
    const wide = Math.min(columns, cells);
    if (column + wide > columns) {
      top += lineHeight + GROUP_GAP;
      [column, lineHeight] = [0, 0];
    }
    tops[place] = top;
    lefts[place] = column;
    widths[place] = wide;
    lines[place] = Math.ceil(cells / columns);
    column += wide;
    lineHeight = Math.max(lineHeight, heightOf(lines[place] ?? 1, cell));
  }
  return { columns, cell, tops, lefts, widths, lines, height: top + lineHeight + LIST_PADDING };
}

export interface GroupBox {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

/** A group's box; `left` from the first column's border on. */
export function groupBox({ tops, lefts, widths, lines, cell }: GroupsLayout, place: number): GroupBox {
  const columns = widths[place] ?? 1;
  return {
    top: tops[place] ?? 0,
    left: (lefts[place] ?? 0) * (cell + MEMBER_GAP),
    width: columns * (cell + MEMBER_GAP) - MEMBER_GAP + 2 * GROUP_PADDING,
    height: heightOf(lines[place] ?? 1, cell),
  };
}

/** First and last of the groups on the line at a pixel, or on the nearest; both -1: there are none. */
export function lineAt({ tops }: GroupsLayout, y: number): { readonly first: number; readonly last: number } {
  let [low, high] = [0, tops.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((tops[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  let [first, last] = [high, high];
  while (first > 0 && tops[first - 1] === tops[high]) first--;
  while (last + 1 < tops.length && tops[last + 1] === tops[high]) last++;
  return { first, last };
}

/** The group above or below one, on the line `step` lines down, nearest to a column; the last line there is where there are less. */
export function placeInLine(layout: GroupsLayout, place: number, step: number, column: number): number {
  let line = lineAt(layout, layout.tops[place] ?? 0);
  for (let k = Math.abs(step); k > 0; k--) {
    const next = step > 0 ? line.last + 1 : line.first - 1;
    if (next < 0 || next >= layout.tops.length) break;
    line = lineAt(layout, layout.tops[next] ?? 0);
  }
  if (place >= line.first && place <= line.last) return place;
  let found = line.first;
  while (found < line.last && (layout.lefts[found + 1] ?? 0) <= column) found++;
  return found;
}

/** The least scrolling that shows a group whole; of one taller than the view, its upper part. @returns the new top */
export function topToReveal(layout: GroupsLayout, place: number, top: number, viewport: number): number {
  const box = groupBox(layout, place);
  const start = box.top - LIST_PADDING;
  const end = box.top + box.height + LIST_PADDING;
  if (start < top) return start;
  return end > top + viewport ? Math.min(start, end - viewport) : top;
}

function heightOf(lines: number, cell: number): number {
  return GROUP_HEAD + lines * (cell + CAPTION_HEIGHT + LINE_GAP);
}
