import { useComputedColorScheme } from '@mantine/core';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { assertNever } from '../../shared/errors.ts';
import { type ConfusionCommand, onConfusionCommand } from '../state/confusion-commands.ts';
import type { NamedRun } from '../state/confusion-part.ts';
import { useConfusionSettings } from '../state/confusion-settings.ts';
import { closePart, openPart, useConfusionStore, useIsNarrowed, useOpenPart } from '../state/confusion-store.ts';
import { isByKey } from '../state/context-menu.ts';
import { useUiStore } from '../state/ui-store.ts';
import { useHoverStore } from './hover-store.ts';
import { type CellPlace, type MatrixHit, movedCell } from './matrix-layout.ts';
import { MatrixPointer } from './matrix-pointer.ts';
import { MatrixScene, partOf } from './matrix-scene.ts';
import { readMatrixTheme } from './matrix-theme.ts';
import { nameAt, type ShownMatrix } from './shown-matrix.ts';

const ZOOM_STEP = 1.5;
const FIRST: CellPlace = { row: 0, column: 0 };

export interface MatrixElements {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  /** On top: what pointers and keys work, as large as the view. */
  readonly surface: RefObject<HTMLElement | null>;
}

/** A scene in these elements, connected to the stores, the pointer, the keys and the size of the view. @param runs see `partClauses` */
export function useMatrixScene(
  { canvas, surface }: MatrixElements,
  shown: ShownMatrix,
  runs: readonly NamedRun[],
): MatrixScene | null {
  const [scene, setScene] = useState<MatrixScene | null>(null);
  const runsNow = useRef(runs);
  runsNow.current = runs;
  const isNarrowed = useIsNarrowed();
  const isNarrowedNow = useRef(isNarrowed);
  isNarrowedNow.current = isNarrowed;
  useLayoutEffect(() => {
    if (canvas.current === null || surface.current === null) return;
    const made = new MatrixScene(canvas.current, (hit) => useHoverStore.setState({ hit }));
    const stop = wire(made, surface.current, {
      open: (hit) => open(made, hit, runsNow.current),
      leave: () => (isNarrowedNow.current ? closePart() : useUiStore.getState().setView('grid')),
    });
    setScene(made);
    return () => {
      stop();
      made.destroy();
      useHoverStore.setState({ hit: null });
    };
  }, [canvas, surface]);
  useShown(scene, shown);
  return scene;
}

/** Has the scene show the matrix as the settings say, and what is focused and opened. */
function useShown(scene: MatrixScene | null, shown: ShownMatrix): void {
  const { normalisation, scale, isDiagonalHidden } = useConfusionSettings();
  const scheme = useComputedColorScheme('dark');
  const focus = useConfusionStore((state) => state.focus);
  const opened = useOpenPart();
  const marks = useRef({ focus, opened });
  marks.current = { focus, opened };
  useEffect(() => {
    if (scene === null) return;
    // The scheme is put on the page after this.
    const frame = requestAnimationFrame(() => {
      const theme = readMatrixTheme(document.documentElement);
      scene.setMatrix(shown, { normalisation, scale, isDiagonalHidden, scheme, theme });
      scene.setMarks(marks.current.focus, marks.current.opened);
    });
    return () => cancelAnimationFrame(frame);
  }, [scene, shown, normalisation, scale, isDiagonalHidden, scheme]);
  useEffect(() => scene?.setMarks(focus, opened), [scene, focus, opened]);
  // A class chosen elsewhere is looked at.
  useEffect(() => {
    if (scene !== null && focus !== null && scene.focused !== null) scene.reveal(scene.focused);
  }, [scene, focus]);
}

interface Acts {
  readonly open: (hit: MatrixHit) => void;
  readonly leave: () => void;
}

/** @returns takes everything off again */
function wire(scene: MatrixScene, surface: HTMLElement, { open: act, leave }: Acts): () => void {
  const pointer = new MatrixPointer(surface, scene, (hit) => {
    if (hit.kind === 'cell' && scene.shown !== null) focusOn(scene.shown, hit);
    act(hit);
  });
  // The menu that opens is about the cell under the pointer, or the one in focus.
  const onContextMenu = (event: MouseEvent): void => {
    if (isByKey(event)) return;
    const { left, top } = surface.getBoundingClientRect();
    const hit = scene.hitAt(event.clientX - left, event.clientY - top);
    if (hit?.kind === 'cell' && scene.shown !== null) focusOn(scene.shown, hit);
    else event.preventDefault();
  };
  surface.addEventListener('contextmenu', onContextMenu);
  const observer = new ResizeObserver(() => scene.resize(surface.clientWidth, surface.clientHeight));
  scene.resize(surface.clientWidth, surface.clientHeight);
  observer.observe(surface);
  const showFocus = (): void => scene.setHasFocus(surface.matches(':focus'));
  surface.addEventListener('focus', showFocus);
  surface.addEventListener('blur', showFocus);
  const stops = [
    pointer.attach(),
    onConfusionCommand((command) => run(scene, command, { open: act, leave })),
    () => observer.disconnect(),
    () => surface.removeEventListener('contextmenu', onContextMenu),
    () => surface.removeEventListener('focus', showFocus),
    () => surface.removeEventListener('blur', showFocus),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function run(scene: MatrixScene, command: ConfusionCommand, { open: act, leave }: Acts): void {
  const { shown } = scene;
  if (command.do === 'leave') leave();
  if (shown === null) return;
  const at = scene.focused ?? FIRST;
  switch (command.do) {
    case 'go':
      // The first key shows where the keyboard is.
      focusOn(shown, scene.focused === null ? at : movedCell(at, command.move, shown.order.length, scene.page));
      break;
    case 'open':
      focusOn(shown, at);
      act(hitFor(command.part, at));
      break;
    case 'zoom-in':
      scene.zoomBy(ZOOM_STEP);
      break;
    case 'zoom-out':
      scene.zoomBy(1 / ZOOM_STEP);
      break;
    case 'fit':
      scene.fit();
      break;
    case 'leave':
      break;
    default:
      assertNever(command);
  }
}

function hitFor(kind: MatrixHit['kind'], { row, column }: CellPlace): MatrixHit {
  if (kind === 'cell') return { kind, row, column };
  return kind === 'row' ? { kind, row } : { kind, column };
}

function focusOn(shown: ShownMatrix, { row, column }: CellPlace): void {
  useConfusionStore.setState({ focus: { label: nameAt(shown, row), prediction: nameAt(shown, column) } });
}

function open({ shown }: MatrixScene, hit: MatrixHit, runs: readonly NamedRun[]): void {
  if (shown !== null) openPart(partOf(shown, hit), runs);
}
