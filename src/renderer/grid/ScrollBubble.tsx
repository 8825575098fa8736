import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { wantPlaceValue } from '../state/place-value.ts';
import { useQueryStore } from '../state/query-store.ts';
import type { SampleGroups } from '../state/sample-groups.ts';
import { formatCount } from '../ui/format.ts';
import type { Scroller } from '../ui/scroller.ts';
import { placeWords } from './bubble-words.ts';
import type { GridLayout } from './grid-layout.ts';
import { groupTitle } from './group-words.ts';
import styles from './ScrollBubble.module.css';

/** It stays this long after the last move. */
const SHOWN_MS = 900;

export interface ScrollBubbleProps {
  readonly scroller: Scroller;
  readonly layout: GridLayout;
  readonly groups: SampleGroups | null;
}

/** Beside the scrollbar while it is dragged: the group one is in, or what the first sample in the view is ordered by. */
export function ScrollBubble({ scroller, layout, groups }: ScrollBubbleProps) {
  const index = useDraggedTo(scroller, layout);
  if (index === null || layout.count === 0) return null;
  const top = scroller.top / Math.max(1, layout.height - scroller.viewport);
  return (
    <div className={styles.bubble} style={{ top: `clamp(4px, calc(${top * 100}% - 22px), calc(100% - 48px))` }} aria-hidden>
      {groups === null ? (
        <OrderValue index={index} />
      ) : (
        <b className={styles.value}>{groupTitle(groups.by, groups.nameOf(groups.groupOf(index)))}</b>
      )}
      <span className={styles.place}>
        {formatCount(index + 1)} of {formatCount(layout.count)}
      </span>
    </div>
  );
}

function OrderValue({ index }: { readonly index: number }) {
  const field = useQueryStore((state) => state.answered?.sort.field ?? 'path');
  const [words, setWords] = useState<string | null>(null);
  useEffect(() => wantPlaceValue(index, (value) => setWords(placeWords(field, value))), [index, field]);
  return words === null ? null : <b className={styles.value}>{words}</b>;
}

/** Place of the first sample in the view while the scrollbar is dragged and a moment after; null: it is not. */
function useDraggedTo(scroller: Scroller, layout: GridLayout): number | null {
  const [index, setIndex] = useState<number | null>(null);
  const layoutNow = useRef(layout);
  layoutNow.current = layout;
  const timer = useRef(0);
  useLayoutEffect(() => {
    const unsubscribe = scroller.observe((top, isScrolling) => {
      const { current } = layoutNow;
      if (!isScrolling || current.rows === 0 || !(scroller.isFast || scroller.isDragged)) return;
      setIndex(Math.min(current.count - 1, current.rowRange(current.rowAt(top)).first));
      clearTimeout(timer.current);
      timer.current = window.setTimeout(() => setIndex(null), SHOWN_MS);
    });
    return () => {
      unsubscribe();
      clearTimeout(timer.current);
    };
  }, [scroller]);
  return index;
}
