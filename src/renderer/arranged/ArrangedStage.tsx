import { type RefObject, useEffect, useRef } from 'react';
import type { DatasetId } from '../../shared/sample.ts';
import { useArrangedStore } from '../state/arranged-store.ts';
import { formatNoun } from '../ui/format.ts';
import { ArrangedProgress } from './ArrangedProgress.tsx';
import styles from './ArrangedStage.module.css';
import { ArrangedTools } from './ArrangedTools.tsx';
import { LiveText } from './LiveText.tsx';
import { ShownText } from './ShownText.tsx';
import { useScene } from './use-scene.ts';

const LIVE_TEXT_ID = 'winnow-arranged-live';

/** The arranged grid, with all that lies over it. */
export function ArrangedStage({ dataset }: { readonly dataset: DatasetId }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const surface = useRef<HTMLDivElement>(null);
  const band = useRef<HTMLDivElement>(null);
  const size = useArrangedStore((state) => state.grid?.size ?? 0);
  const isWaiting = useArrangedStore((state) => state.isWaiting);
  const scene = useScene({ canvas, surface, band }, dataset);
  useFocusOf(surface);
  return (
    <section className={styles.stage} aria-label="Arranged by similarity">
      <canvas ref={canvas} className={styles.canvas} data-stale={isWaiting || undefined} aria-hidden />
      {/* One thing that keys and pointers work: what lies in it is told by the text below. */}
      <div
        ref={surface}
        className={styles.surface}
        role="application"
        data-menu="samples"
        aria-roledescription="grid of pictures"
        aria-label={`${formatNoun(size, 'sample')} arranged by similarity`}
        aria-describedby={LIVE_TEXT_ID}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application is worked with keys
        tabIndex={0}
      />
      <div ref={band} className={styles.band} />
      {scene === null ? null : (
        <>
          <ShownText scene={scene} />
          <ArrangedTools />
          <LiveText id={LIVE_TEXT_ID} scene={scene} />
        </>
      )}
      <ArrangedProgress />
    </section>
  );
}

/** Opened by a button or a key it takes the keys, unless something else is worked with. */
function useFocusOf(surface: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body || activeElement.closest('[role=toolbar]') !== null) {
      surface.current?.focus({ preventScroll: true });
    }
  }, [surface]);
}
