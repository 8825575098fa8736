import type { MapCommand } from '../state/map-commands.ts';
import { hasLasso } from '../state/map-lasso.ts';
import { useQueryStore } from '../state/query-store.ts';
import { clearSelection } from '../state/selection.ts';
import { useSelectionStore } from '../state/selection-store.ts';
import { NO_HOVER, useHoverStore } from './hover-store.ts';
import type { MapPointer } from './map-pointer.ts';
import { goTo, leaveLasso, takeOutline } from './map-selection.ts';
import { boxPolygon } from './polygon.ts';
import type { Scene } from './scene.ts';
import type { Viewport } from './viewport.ts';

const ZOOM_STEP = 1.5;
/** How far an arrow key moves the map, of the view's shorter side. */
const PAN_STEP = 0.18;

type Step = Extract<MapCommand, `go-${string}` | `focus-${string}`>;

/** What each key does with what is seen; the shares are of the view's shorter side. */
const MOVES: Readonly<Record<Exclude<MapCommand, Step | 'only-in-view' | 'leave'>, (viewport: Viewport, step: number) => void>> =
  {
    'zoom-in': (viewport) => viewport.zoomBy(ZOOM_STEP),
    'zoom-out': (viewport) => viewport.zoomBy(1 / ZOOM_STEP),
    fit: (viewport) => viewport.fit(),
    'pan-left': (viewport, step) => viewport.pan(step, 0),
    'pan-right': (viewport, step) => viewport.pan(-step, 0),
    'pan-up': (viewport, step) => viewport.pan(0, step),
    'pan-down': (viewport, step) => viewport.pan(0, -step),
  };

/** Does what a key asked for. */
export function runCommand(command: MapCommand, scene: Scene, pointer: MapPointer): void {
  const { width, height } = scene.viewport.size;
  if (command === 'leave') leave(pointer);
  else if (command === 'only-in-view') takeOutline(scene, boxPolygon(0, 0, width, height), false);
  else if (isStep(command)) goBy(command, scene);
  else {
    useHoverStore.setState(NO_HOVER);
    MOVES[command](scene.viewport, PAN_STEP * Math.min(width, height));
  }
}

function isStep(command: MapCommand): command is Step {
  return command.startsWith('go-') || command.startsWith('focus-');
}

/** To the nearest sample in a direction; at first to the one in the middle of the view. Shown as if it were pointed at. */
function goBy(command: Step, scene: Scene): void {
  const { data, viewport } = scene;
  const { focus } = useSelectionStore.getState().selection;
  const from = focus === null ? -1 : data.places.of(focus);
  const direction = command.slice(command.indexOf('-') + 1) as 'left' | 'right' | 'up' | 'down';
  const { x, y, scale } = viewport.camera;
  const place =
    from < 0
      ? data.nearest(x, y, Math.max(viewport.size.width, viewport.size.height) / scale)
      : data.towards(...data.at(from), direction);
  const id = place < 0 ? null : data.idOf(place);
  if (id === null) return;
  goTo(id, command.startsWith('go-'));
  const [viewX, viewY] = scene.viewOf(place);
  useHoverStore.setState({ id, x: viewX, y: viewY, isLarge: scene.isLarge(id) });
}

/** One thing after the other: what is being drawn, the selection, the lasso of the query. */
function leave(pointer: MapPointer): void {
  useHoverStore.setState(NO_HOVER);
  if (pointer.cancel()) return;
  const { selection, change } = useSelectionStore.getState();
  if (selection.selected.size > 0) change(clearSelection);
  else if (hasLasso(useQueryStore.getState().query)) leaveLasso();
}
