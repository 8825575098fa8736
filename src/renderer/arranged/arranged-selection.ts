import { type ArrangedGrid, type BlockRange, blockOf, idsIn, rangeBetween } from '../state/arranged-grid.ts';
import { IdSet } from '../state/id-set.ts';
import { clearSelection, type Selection } from '../state/selection.ts';

/** A block of a level: what a click hits. */
export interface HitBlock {
  readonly level: number;
  readonly block: number;
}

/** What else a click or key does: adds to the selection, or takes all from the anchor to here. */
export interface Modifiers {
  readonly isAdding: boolean;
  readonly isExtending: boolean;
}

/**
 * A click: all samples of the block alone; with ctrl in or out besides the others; with shift all blocks from the anchor to here.
 * @param hit null: beside the pictures
 * @param among what the query finds now: nothing else is ever selected
 */
export function clickBlock(
  selection: Selection,
  grid: ArrangedGrid,
  hit: HitBlock | null,
  { isAdding, isExtending }: Modifiers,
  among: IdSet,
): Selection {
  if (hit === null) return isAdding || isExtending ? selection : clearSelection(selection);
  const id = idOf(grid, hit);
  const ids = known(idsIn(grid, rangeOf(grid, hit)), among);
  if (isExtending) return { ...selection, ...extended(selection, grid, hit, among), focus: id };
  if (!isAdding) return { selected: IdSet.EMPTY.with(ids), anchor: id, focus: id };
  const { selected } = selection;
  const isWhole = ids.every((member) => selected.has(member));
  return { selected: isWhole ? selected.without(ids) : selected.with(ids), anchor: id, focus: id };
}

/** A rubber band: the samples of its blocks besides what was selected before, or instead of it. */
export function selectBand(
  before: Selection,
  grid: ArrangedGrid,
  range: BlockRange | null,
  isAdding: boolean,
  among: IdSet,
): Selection {
  const selected = isAdding ? before.selected : IdSet.EMPTY;
  if (range === null) return { ...before, selected };
  const { level, left, top } = range;
  const first = idOf(grid, { level, block: top * (grid.levels[level]?.columns ?? 1) + left });
  return { selected: selected.with(known(idsIn(grid, range), among)), anchor: first, focus: first };
}

/** The focus alone moves. */
export function focusBlock(selection: Selection, grid: ArrangedGrid, hit: HitBlock): Selection {
  return { ...selection, focus: idOf(grid, hit) };
}

/** The sample that stands for a block. */
export function idOf(grid: ArrangedGrid, { level, block }: HitBlock): number {
  return grid.levels[level]?.ids[block] ?? 0;
}

function extended(
  { anchor, focus }: Selection,
  grid: ArrangedGrid,
  hit: HitBlock,
  among: IdSet,
): Pick<Selection, 'selected' | 'anchor'> {
  const start = blockOf(grid, hit.level, anchor) ?? blockOf(grid, hit.level, focus) ?? hit.block;
  const range = rangeBetween(grid, hit.level, start, hit.block);
  const from = anchor ?? focus ?? idOf(grid, hit);
  return { selected: IdSet.EMPTY.with(known(idsIn(grid, range), among)), anchor: from };
}

function rangeOf(grid: ArrangedGrid, { level, block }: HitBlock): BlockRange {
  return rangeBetween(grid, level, block, block);
}

function known(ids: Uint32Array, among: IdSet): Uint32Array {
  return ids.filter((id) => among.has(id));
}
