import { useLayoutEffect, useReducer, useRef } from 'react';
import { flushSync } from 'react-dom';
import type { Scroller } from '../ui/scroller.ts';
import type { GridLayout } from './grid-layout.ts';

const OVERSCAN_ROWS = 2;

export interface RowsInView {
  readonly first: number;
  /** After the last one. */
  readonly end: number;
}

/** Rows in the view and a few above and below it. @param beside how many */
export function rowsInView(layout: GridLayout, top: number, viewport: number, beside: number = OVERSCAN_ROWS): RowsInView {
  if (layout.rows === 0) return { first: 0, end: 0 };
  const first = Math.max(0, layout.rowAt(top) - beside);
  return { first, end: Math.min(layout.rows, layout.rowAt(top + viewport) + 1 + beside) };
}

/** The rows that have to exist now; the component is drawn again when scrolling brings others. */
export function useRowsInView(scroller: Scroller, layout: GridLayout, viewport: number): RowsInView {
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  const rows = rowsInView(layout, scroller.top, viewport);
  const drawn = useRef({ layout, rows });
  drawn.current = { layout, rows };
  useLayoutEffect(
    () =>
      scroller.observe((top, isScrolling) => {
        const { layout: now, rows: before } = drawn.current;
        const next = rowsInView(now, top, scroller.viewport);
        if (next.first === before.first && next.end === before.end) return;
        // At once: a frame later the view would show nothing where rows are to be.
        if (isScrolling) flushSync(drawAgain);
        else drawAgain();
      }),
    [scroller],
  );
  return rows;
}
