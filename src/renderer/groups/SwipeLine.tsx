import type { KeyboardEvent, PointerEvent } from 'react';
import styles from './SwipeLine.module.css';

export interface SwipeLineProps {
  /** Share of the width that shows the left picture. */
  readonly at: number;
  readonly onMove: (at: number) => void;
}

const STEP = 0.05;

/** The line between the picture on the left and the one below it; drawn over the pointer, or by arrow keys. */
export function SwipeLine({ at, onMove }: SwipeLineProps) {
  const moveTo = (to: number): void => onMove(Math.max(0, Math.min(1, to)));
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowLeft' ? -STEP : event.key === 'ArrowRight' ? STEP : 0;
    if (step !== 0) moveTo(at + step);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const stage = event.currentTarget.parentElement?.getBoundingClientRect();
    if (stage === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    moveTo((event.clientX - stage.left) / stage.width);
  };
  return (
    <div
      className={styles.line}
      style={{ left: `${at * 100}%` }}
      role="slider"
      aria-label="Swipe"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(at * 100)}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
    />
  );
}
