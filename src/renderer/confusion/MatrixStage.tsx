import { memo, useRef } from 'react';
import type { NamedRun } from '../state/confusion-part.ts';
import { formatNoun } from '../ui/format.ts';
import { LiveText } from './LiveText.tsx';
import styles from './MatrixStage.module.css';
import { ReadoutBar } from './ReadoutBar.tsx';
import type { ShownMatrix } from './shown-matrix.ts';
import { useMatrixScene } from './use-matrix-scene.ts';

const LIVE_TEXT_ID = 'winnow-confusion-live';

export interface MatrixStageProps {
  readonly shown: ShownMatrix;
  /** See `partClauses`. */
  readonly runs: readonly NamedRun[];
}

/** The matrix as a picture, with what is said of the cell pointed at. */
export const MatrixStage = memo(function MatrixStage({ shown, runs }: MatrixStageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const surface = useRef<HTMLDivElement>(null);
  useMatrixScene({ canvas, surface }, shown, runs);
  return (
    <>
      <div className={styles.stage}>
        <canvas ref={canvas} className={styles.canvas} aria-hidden />
        {/* One thing that keys and pointers work: what lies in it is told by the text below, and by the table. */}
        <div
          ref={surface}
          className={styles.surface}
          role="application"
          data-menu="cell"
          aria-roledescription="confusion matrix"
          aria-label={`Matrix of ${formatNoun(shown.matrix.classes, 'class')}, rows labels, columns predictions`}
          aria-describedby={LIVE_TEXT_ID}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: an application is worked with keys
          tabIndex={0}
        />
        <LiveText id={LIVE_TEXT_ID} shown={shown} />
      </div>
      <ReadoutBar shown={shown} before={runs[1]?.name ?? null} />
    </>
  );
});
