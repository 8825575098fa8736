import { IdSet } from '../state/id-set.ts';
import { useQueryStore } from '../state/query-store.ts';
import type { Selection } from '../state/selection.ts';
import { useSelectionStore } from '../state/selection-store.ts';
import { clickBlock, focusBlock, type HitBlock, idOf, type Modifiers, selectBand } from './arranged-selection.ts';
import { blocksInBox, type Point } from './blocks.ts';
import type { Scene } from './scene.ts';

let membersOf: { readonly ids: Uint32Array; readonly members: IdSet } | null = null;

/** What the query finds now: the grid may still show what another one did. */
function queryMembers(): IdSet {
  const { ids } = useQueryStore.getState();
  if (membersOf?.ids !== ids) membersOf = { ids, members: IdSet.EMPTY.with(ids) };
  return membersOf.members;
}

/** @param block of the level shown; -1: none */
export function clickIn(scene: Scene, block: number, modifiers: Modifiers): void {
  const { grid, level } = scene;
  if (grid === null) return;
  const hit: HitBlock | null = block < 0 ? null : { level, block };
  change((selection) => clickBlock(selection, grid, hit, modifiers, queryMembers()));
}

/** True where what a block stands for is selected. */
export function isSelectedIn({ grid, level }: Scene, block: number): boolean {
  return grid !== null && useSelectionStore.getState().selection.selected.has(idOf(grid, { level, block }));
}

export function focusIn(scene: Scene, block: number): void {
  const { grid, level } = scene;
  if (grid !== null && block >= 0) change((selection) => focusBlock(selection, grid, { level, block }));
}

/** @param before what was selected when the band began */
export function bandIn(scene: Scene, before: Selection, corners: readonly [Point, Point], isAdding: boolean): void {
  const { grid, level, camera } = scene;
  if (grid === null) return;
  const range = blocksInBox(grid, level, camera, ...corners);
  change(() => selectBand(before, grid, range, isAdding, queryMembers()));
}

function change(how: (selection: Selection) => Selection): void {
  useSelectionStore.getState().change(how);
}
