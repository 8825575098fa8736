import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useUiStore } from '../state/ui-store.ts';
import { readGridColors } from '../ui/grid-colors.ts';
import type { Scroller } from '../ui/scroller.ts';
import { usePageScheme } from '../ui/use-page-scheme.ts';
import type { SheetLooks } from './draw-sheet.ts';
import styles from './Grid.module.css';
import type { GridLayout } from './grid-layout.ts';
import { SheetScene } from './sheet-scene.ts';

export interface SheetProps {
  readonly scroller: Scroller;
  readonly layout: GridLayout;
  readonly ids: Uint32Array;
  readonly isFast: boolean;
  /** Of the view, CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** What has the keyboard. */
  readonly view: RefObject<HTMLElement | null>;
}

/** The tiles of a contact sheet, drawn below the grid, which has the pointer, the keys and the headers of groups. */
export function Sheet({ scroller, layout, ids, isFast, width, height, view }: SheetProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [scene, setScene] = useState<SheetScene | null>(null);
  const looks = useLooks(view);
  useLayoutEffect(() => {
    if (canvas.current === null) return;
    const made = new SheetScene(canvas.current, scroller);
    setScene(made);
    return () => made.destroy();
  }, [scroller]);
  useLayoutEffect(
    () => scene?.show({ layout, ids, isFast, width, height, looks }),
    [scene, layout, ids, isFast, width, height, looks],
  );
  return <canvas ref={canvas} className={styles.sheet} style={{ width, height }} data-sheet aria-hidden />;
}

function useLooks(view: SheetProps['view']): SheetLooks {
  const scheme = usePageScheme();
  const fit = useUiStore((state) => state.tileFit);
  const areTagsShown = useUiStore((state) => state.areTagsShown);
  const [hasFocus, setFocus] = useState(() => view.current?.matches(':focus-visible') ?? false);
  useEffect(() => {
    const element = view.current;
    if (element === null) return;
    const stopping = new AbortController();
    const update = (): void => setFocus(element.matches(':focus-visible'));
    for (const event of ['focus', 'blur', 'keydown', 'pointerdown']) {
      element.addEventListener(event, update, { signal: stopping.signal });
    }
    return () => stopping.abort();
  }, [view]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: colours are others in another scheme
  return useMemo(
    () => ({ colors: readGridColors(document.documentElement), fit, areTagsShown, hasFocus }),
    [scheme, fit, areTagsShown, hasFocus],
  );
}
