import type { RowLayout } from '../state/ui-store.ts';

export const GRID_PADDING = 12;
export const GRID_GAP = 8;
/** Smaller tiles are drawn on a canvas, thousands at once, and stand closer, CSS pixels. */
export const SHEET_BELOW_PX = 56;
export const SHEET_GAP = 2;
export const HEADER_HEIGHT = 36;

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Places in the order shown: `first` and those after it, without `end`. */
export interface RowRange {
  readonly first: number;
  readonly end: number;
}

/** Which samples stand together, each group under a header of its own. */
export interface GroupPlaces {
  /** Where each group starts; one more entry for the end of the last. */
  readonly starts: Uint32Array;
  /** 1: only the group's header is shown. */
  readonly folded: Uint8Array;
}

export interface LayoutOptions {
  readonly rowLayout: RowLayout;
  /** Samples. */
  readonly count: number;
  /** Of the view, CSS pixels. */
  readonly width: number;
  /** Wanted side of the squares, or height of the rows. */
  readonly size: number;
  /** Between two tiles, and two rows. */
  readonly gap: number;
  readonly captionHeight: number;
  /** Of a tile without its caption. */
  readonly mostHeight: number;
  /** Width / height of each sample in the order shown, between the bounds of `shownAspect`. Justified rows alone need them. */
  readonly aspects: Float32Array | null;
  readonly groups: GroupPlaces | null;
}

/**
 * Where everything lies in the grid, in CSS pixels of its virtual height (see ui/scaled-scroll.ts). A row has tiles, or is
 * the header of a group. Samples are named by their place in the order shown. Everything is found in logarithmic time.
 */
export interface GridLayout {
  readonly rowLayout: RowLayout;
  /** Samples, those in folded groups too. */
  readonly count: number;
  readonly width: number;
  /** Side of the squares; wanted height of justified rows. */
  readonly cell: number;
  readonly captionHeight: number;
  /** Of headers; 0: there are none. */
  readonly headerHeight: number;
  /** Most tiles side by side. */
  readonly columns: number;
  readonly rows: number;
  readonly groups: number;
  readonly height: number;
  rowTop(row: number): number;
  /** Without the gap below it. */
  rowHeight(row: number): number;
  /** The last row that starts at or above a height; the first for one above all. */
  rowAt(y: number): number;
  /** The row that a sample is in; of one in a folded group its header. */
  rowOf(index: number): number;
  /** The samples of a row; a header has none and starts where its group does. */
  rowRange(row: number): RowRange;
  /** The group whose header a row is; -1: it has tiles. */
  headerOf(row: number): number;
  /** The group a row belongs to; -1: there are none. */
  groupOfRow(row: number): number;
  /** The row of a group's header. */
  headerRow(group: number): number;
  /** Left and right edge of each tile of a row, one after the other. The next call writes over them. */
  edges(row: number): Float64Array;
}

/** Where a tile lies, its caption too. */
export function boxOf(layout: GridLayout, index: number): Box {
  const row = layout.rowOf(index);
  const place = index - layout.rowRange(row).first;
  const edges = layout.edges(row);
  const top = layout.rowTop(row);
  return { left: edges[2 * place] ?? 0, right: edges[2 * place + 1] ?? 0, top, bottom: top + layout.rowHeight(row) };
}

/** The tiles of a row from left to right; none of a header. */
export function boxesOfRow(layout: GridLayout, row: number): readonly Box[] {
  const { first, end } = layout.rowRange(row);
  const edges = layout.edges(row);
  const top = layout.rowTop(row);
  const bottom = top + layout.rowHeight(row);
  return Array.from({ length: end - first }, (_, place) => {
    return { left: edges[2 * place] ?? 0, right: edges[2 * place + 1] ?? 0, top, bottom };
  });
}
