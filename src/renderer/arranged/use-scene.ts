import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { DatasetId } from '../../shared/sample.ts';
import { useUiStore } from '../state/ui-store.ts';
import { readGridColors } from '../ui/grid-colors.ts';
import { usePageScheme } from '../ui/use-page-scheme.ts';
import { ArrangedPointer } from './arranged-pointer.ts';
import { idOf } from './arranged-selection.ts';
import { connectScene } from './connect-scene.ts';
import { useHoverStore } from './hover-store.ts';
import { openLarge } from './run-command.ts';
import { Scene, type SceneLooks } from './scene.ts';

export interface SceneElements {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  /** On top: what pointers and keys work, as large as the view. */
  readonly surface: RefObject<HTMLElement | null>;
  readonly band: RefObject<HTMLElement | null>;
}

/** A scene in these elements, connected to the stores, the pointer, the keys and the size of the view. */
export function useScene({ canvas, surface, band }: SceneElements, dataset: DatasetId): Scene | null {
  const [scene, setScene] = useState<Scene | null>(null);
  const looks = useLooks(surface);
  const looksNow = useRef(looks);
  looksNow.current = looks;
  useLayoutEffect(() => {
    if (canvas.current === null || surface.current === null || band.current === null) return;
    const on = surface.current;
    const made: Scene = new Scene(canvas.current, dataset, looksNow.current(), () => {
      on.dataset.showsFocus = String(made.showsFocus);
    });
    const stop = wire(made, on, band.current);
    setScene(made);
    return () => {
      stop();
      made.destroy();
      useHoverStore.setState({ id: null });
    };
  }, [canvas, surface, band, dataset]);
  useEffect(() => scene?.setLooks(looks()), [scene, looks]);
  useEffect(() => {
    const element = surface.current;
    const update = (): void => scene?.setLooks(looks());
    element?.addEventListener('focusin', update);
    element?.addEventListener('focusout', update);
    return () => {
      element?.removeEventListener('focusin', update);
      element?.removeEventListener('focusout', update);
    };
  }, [scene, looks, surface]);
  return scene;
}

/** Reads how the grid is to look now; another function where that changed. */
function useLooks(surface: SceneElements['surface']): () => SceneLooks {
  const scheme = usePageScheme();
  const fit = useUiStore((state) => state.tileFit);
  // biome-ignore lint/correctness/useExhaustiveDependencies: colours are others in another scheme
  return useMemo(
    () => () => ({
      colors: readGridColors(document.documentElement),
      fit,
      hasFocus: surface.current?.matches(':focus-visible') ?? false,
      isCalm: matchMedia('(prefers-reduced-motion: reduce)').matches,
    }),
    [scheme, fit, surface],
  );
}

/** @returns takes everything off again */
function wire(scene: Scene, surface: HTMLElement, band: HTMLElement): () => void {
  const pointer = new ArrangedPointer(surface, scene, {
    band,
    onHover(block) {
      scene.setHovered(block);
      surface.dataset.isOver = String(block >= 0);
      const { grid, level } = scene;
      useHoverStore.setState({ id: grid === null || block < 0 ? null : idOf(grid, { level, block }) });
    },
    onOpen: () => openLarge(scene),
  });
  const observer = new ResizeObserver(() => scene.resize(surface.clientWidth, surface.clientHeight));
  scene.resize(surface.clientWidth, surface.clientHeight);
  observer.observe(surface);
  const stops = [connectScene(scene), pointer.attach(), () => observer.disconnect()];
  return () => {
    for (const stop of stops) stop();
  };
}
