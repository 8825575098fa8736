import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { DatasetId } from '../../shared/sample.ts';
import { onMapCommand } from '../state/map-commands.ts';
import { useUiStore } from '../state/ui-store.ts';
import { onRatioChange } from '../ui/screen-ratio.ts';
import { usePageScheme } from '../ui/use-page-scheme.ts';
import { connectScene } from './connect-scene.ts';
import { readMapColors } from './map-colors.ts';
import { MapPointer } from './map-pointer.ts';
import { goTo } from './map-selection.ts';
import { runCommand } from './run-command.ts';
import { Scene, type SceneLooks } from './scene.ts';

export interface SceneElements {
  readonly root: RefObject<HTMLElement | null>;
  readonly points: RefObject<HTMLCanvasElement | null>;
  /** On top: what pointers and keys work. */
  readonly surface: RefObject<HTMLElement | null>;
  /** Labels and outlines. */
  readonly overlay: RefObject<HTMLCanvasElement | null>;
  readonly thumbs: RefObject<HTMLElement | null>;
}

/**
 * A scene in these elements, connected to the stores, the pointer, the keys and the size of the view.
 * @param onLost told that the graphics driver took the canvas's memory away
 */
export function useScene(
  dataset: DatasetId,
  { root, points, surface, overlay, thumbs }: SceneElements,
  onScene: (scene: Scene | null) => void,
  onLost: () => void,
): { readonly scene: Scene | null; readonly problem: string | null } {
  const [scene, setScene] = useState<Scene | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const looks = useLooks();
  const looksNow = useRef(looks);
  looksNow.current = looks;
  useLayoutEffect(() => {
    const parts = [points.current, overlay.current, thumbs.current, root.current, surface.current] as const;
    const [canvas, over, pictures, frame, on] = parts;
    if (canvas === null || over === null || pictures === null || frame === null || on === null) return;
    try {
      const made = new Scene({ points: canvas, overlay: over, thumbs: pictures }, looksNow.current());
      const stop = wire(made, dataset, frame, on);
      setScene(made);
      onScene(made);
      return () => {
        stop();
        made.destroy();
        onScene(null);
      };
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      return;
    }
  }, [dataset, root, points, surface, overlay, thumbs, onScene]);
  useEffect(() => scene?.setLooks(looks()), [scene, looks]);
  useEffect(() => {
    const canvas = points.current;
    canvas?.addEventListener('webglcontextlost', onLost);
    return () => canvas?.removeEventListener('webglcontextlost', onLost);
  }, [points, onLost]);
  return { scene, problem };
}

/** Reads how the map is to look now; another function where that changed. */
function useLooks(): () => SceneLooks {
  const scheme = usePageScheme();
  const isOutsideShown = useUiStore((state) => state.mapOutside === 'dimmed');
  const hasLabels = useUiStore((state) => state.hasMapLabels);
  return useMemo(
    () => () => ({ scheme, colors: readMapColors(document.documentElement), isOutsideShown, hasLabels }),
    [scheme, isOutsideShown, hasLabels],
  );
}

/** @returns takes everything off again */
function wire(scene: Scene, dataset: DatasetId, frame: HTMLElement, surface: HTMLElement): () => void {
  const pointer = new MapPointer(
    surface,
    scene,
    () => useUiStore.getState().mapTool,
    (id) => {
      scene.viewport.keepStill(() => goTo(id, true));
      useUiStore.getState().setView('loupe');
    },
  );
  const fill = (): void => scene.resize(frame.clientWidth, frame.clientHeight, devicePixelRatio);
  const observer = new ResizeObserver(fill);
  fill();
  observer.observe(frame);
  const stops = [
    connectScene(scene, dataset),
    pointer.attach(),
    onMapCommand((command) => runCommand(command, scene, pointer)),
    onRatioChange(fill),
    () => observer.disconnect(),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
