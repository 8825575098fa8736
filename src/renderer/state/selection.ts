import { IdSet } from './id-set.ts';

/** What is selected and where the keyboard is, by id, so that both survive a new order or filter. */
export interface Selection {
  readonly selected: IdSet;
  /** Where a range started; null before the first click. */
  readonly anchor: number | null;
  /** The sample the keyboard is on and the inspector shows. */
  readonly focus: number | null;
}

export const NO_SELECTION: Selection = { selected: IdSet.EMPTY, anchor: null, focus: null };

/** A plain click, or an arrow key: this sample alone. `index` is a place in `ids`. */
export function selectOnly(ids: Uint32Array, index: number): Selection {
  const id = ids[index];
  return id === undefined ? NO_SELECTION : { selected: IdSet.of([id]), anchor: id, focus: id };
}

/** Ctrl or command click: in or out, the others stay. */
export function toggleAt(selection: Selection, ids: Uint32Array, index: number): Selection {
  const id = ids[index];
  return id === undefined ? selection : { selected: selection.selected.toggled(id), anchor: id, focus: id };
}

/** Shift click or shift arrow: everything from the anchor to here, instead of what was selected. */
export function extendTo(selection: Selection, ids: Uint32Array, index: number): Selection {
  const id = ids[index];
  if (id === undefined) return selection;
  const anchor = Math.max(0, indexOfId(ids, selection.anchor ?? selection.focus ?? id));
  const range = ids.subarray(Math.min(anchor, index), Math.max(anchor, index) + 1);
  return { selected: IdSet.EMPTY.with(range), anchor: ids[anchor] ?? id, focus: id };
}

/** The focus alone moves: ctrl with an arrow key. */
export function focusAt(selection: Selection, ids: Uint32Array, index: number): Selection {
  const id = ids[index];
  return id === undefined ? selection : { ...selection, focus: id };
}

/** What another panel shows: keys act on it alone, whether the query finds it or not. */
export function focusOnly(id: number): Selection {
  return { ...NO_SELECTION, focus: id };
}

export function selectAll(selection: Selection, ids: Uint32Array): Selection {
  const first = ids[0] ?? null;
  return { selected: IdSet.EMPTY.with(ids), anchor: selection.anchor ?? first, focus: selection.focus ?? first };
}

export function clearSelection(selection: Selection): Selection {
  return { ...selection, selected: IdSet.EMPTY, anchor: null };
}

/** A rubber band: these ids besides what was selected before the drag (with ctrl), or instead of it. */
export function selectThese(before: Selection, inBand: Uint32Array, isAdding: boolean): Selection {
  const selected = (isAdding ? before.selected : IdSet.EMPTY).with(inBand);
  const last = inBand.at(-1) ?? before.focus;
  return { selected, anchor: inBand[0] ?? before.anchor, focus: last };
}

/**
 * The same selection in a new answer: samples no longer shown are let go, so that nothing unseen is ever tagged. Where
 * the focused sample has left, the focus goes to the one that took its place.
 */
export function follow(selection: Selection, before: Uint32Array, ids: Uint32Array): Selection {
  if (selection.focus === null && selection.selected.size === 0) return selection;
  const kept = selection.selected.among(ids);
  const selected = kept.length === selection.selected.size ? selection.selected : IdSet.EMPTY.with(kept);
  const isAnchorLeft = selection.anchor !== null && !ids.includes(selection.anchor);
  return { selected, anchor: isAnchorLeft ? null : selection.anchor, focus: focusIn(selection.focus, before, ids) };
}

/** Place of an id in the order shown; -1: not there, or null. */
export function indexOfId(ids: Uint32Array, id: number | null): number {
  return id === null ? -1 : ids.indexOf(id);
}

/** What a key acts on: the selection in the order shown, else the focused sample. `isOne`: only the focused one (loupe). */
export function targetsOf({ selected, focus }: Selection, ids: Uint32Array, isOne: boolean): Uint32Array {
  if (!isOne && selected.size > 0) return selected.among(ids);
  return focus === null ? new Uint32Array(0) : Uint32Array.of(focus);
}

function focusIn(focus: number | null, before: Uint32Array, ids: Uint32Array): number | null {
  if (focus === null || ids.includes(focus)) return focus;
  const place = Math.min(Math.max(0, indexOfId(before, focus)), ids.length - 1);
  return ids[place] ?? null;
}
