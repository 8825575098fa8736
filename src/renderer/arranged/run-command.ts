import { assertNever } from '../../shared/errors.ts';
import type { ArrangedCommand } from '../state/arranged-commands.ts';
import { blockOf } from '../state/arranged-grid.ts';
import { useSelectionStore } from '../state/selection-store.ts';
import { useUiStore } from '../state/ui-store.ts';
import { movedBlock } from './blocks.ts';
import type { Scene } from './scene.ts';
import { clickIn, focusIn } from './select-in-scene.ts';

const ZOOM_STEP = 1.5;

/** Does what a key says. */
export function runCommand(scene: Scene, command: ArrangedCommand): void {
  switch (command.do) {
    case 'go':
    case 'extend':
    case 'focus':
      move(scene, command);
      break;
    case 'toggle':
      clickIn(scene, focusedBlock(scene), { isAdding: true, isExtending: false });
      break;
    case 'open':
      openLarge(scene);
      break;
    case 'zoom-in':
      scene.zoomBy(ZOOM_STEP, ...focusedPlace(scene));
      break;
    case 'zoom-out':
      scene.zoomBy(1 / ZOOM_STEP, ...focusedPlace(scene));
      break;
    case 'fit':
      scene.fit();
      break;
    default:
      assertNever(command);
  }
}

/** Opens the focused sample large, or the first where none is. */
export function openLarge(scene: Scene): void {
  if (scene.grid === null) return;
  if (useSelectionStore.getState().selection.focus === null) move(scene, { do: 'go', move: 'first' });
  useUiStore.getState().setView('loupe');
}

function move(scene: Scene, command: Extract<ArrangedCommand, { readonly move: unknown }>): void {
  const { grid, level, view, camera } = scene;
  if (grid === null) return;
  const page = Math.max(1, Math.floor(view.height / (camera.scale * 2 ** level)) - 1);
  const block = movedBlock(grid, level, command.move, useSelectionStore.getState().selection.focus, page);
  if (block < 0) return;
  if (command.do === 'focus') focusIn(scene, block);
  else clickIn(scene, block, { isAdding: false, isExtending: command.do === 'extend' });
}

function focusedBlock({ grid, level }: Scene): number {
  return grid === null ? -1 : (blockOf(grid, level, useSelectionStore.getState().selection.focus) ?? -1);
}

/** Keys zoom around the focused picture where it is seen, else around the middle. */
function focusedPlace(scene: Scene): [number, number] {
  const { grid, level, camera, view } = scene;
  const middle: [number, number] = [view.width / 2, view.height / 2];
  const block = focusedBlock(scene);
  const columns = grid?.levels[level]?.columns ?? 1;
  if (block < 0) return middle;
  const side = 2 ** level;
  const x = (((block % columns) + 0.5) * side - camera.x) * camera.scale;
  const y = ((Math.floor(block / columns) + 0.5) * side - camera.y) * camera.scale;
  return x >= 0 && y >= 0 && x <= view.width && y <= view.height ? [x, y] : middle;
}
