import { onArrangedCommand } from '../state/arranged-commands.ts';
import { blockOf } from '../state/arranged-grid.ts';
import { type ArrangedState, useArrangedStore } from '../state/arranged-store.ts';
import { useConnectionStore } from '../state/connection-store.ts';
import { useQueryStore } from '../state/query-store.ts';
import { useSelectionStore } from '../state/selection-store.ts';
import { keepPlace, placeFor } from './place-kept.ts';
import { runCommand } from './run-command.ts';
import type { Scene } from './scene.ts';

/** Has a scene show what the stores say, without React in between, and do what keys say. @returns stops it */
export function connectScene(scene: Scene): () => void {
  const showGrid = ({ grid }: ArrangedState): void => {
    if (grid === null || grid === scene.grid) return;
    keep(scene);
    scene.setGrid(grid, placeFor(grid, useSelectionStore.getState().selection.focus));
  };
  const showSelection = (): void => {
    const { selected, focus } = useSelectionStore.getState().selection;
    scene.setSelection(selected, focus);
  };
  showGrid(useArrangedStore.getState());
  showSelection();
  const stops = [
    useArrangedStore.subscribe(showGrid),
    useSelectionStore.subscribe(({ selection }, { selection: before }) => {
      showSelection();
      if (selection.focus !== before.focus) revealFocus(scene, selection.focus);
    }),
    useConnectionStore.subscribe(({ isConnected }) => {
      if (isConnected) scene.retryPictures();
    }),
    onArrangedCommand((command) => runCommand(scene, command)),
  ];
  return () => {
    for (const stop of stops) stop();
    keep(scene);
  };
}

function keep({ grid, camera, isFitted }: Scene): void {
  if (grid !== null) keepPlace({ grid, camera, isFitted });
}

/** The answer whose samples the focus was last moved among. */
let focusedAmong: Uint32Array | null = null;

/** The large view went on to another sample: the grid follows. A new answer moves the focus too; then the grid stays where it is. */
function revealFocus(scene: Scene, focus: number | null): void {
  const { ids } = useQueryStore.getState();
  const isNewAnswer = focusedAmong !== null && focusedAmong !== ids;
  focusedAmong = ids;
  if (scene.grid === null || isNewAnswer) return;
  const block = blockOf(scene.grid, scene.level, focus);
  if (block !== null) scene.revealBlock(scene.level, block);
}
