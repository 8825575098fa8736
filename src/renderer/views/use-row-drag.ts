import { type DragEvent, type RefObject, useState } from 'react';
import { placeAfterDrop } from './place-after-drop.ts';

const TYPE = 'application/x-winnow-view';

/** Where the row that is dragged over this one would go. */
export type DropSide = 'before' | 'after';

export interface RowDrag {
  /** Null: nothing is dragged over it. */
  readonly side: DropSide | null;
  readonly handle: { onDragStart(event: DragEvent): void };
  readonly target: {
    onDragOver(event: DragEvent): void;
    onDragLeave(): void;
    onDrop(event: DragEvent): void;
  };
}

/** The place that the dragged row comes from: a page may not read what is dragged before it is dropped. */
let from: number | null = null;
let drop: ((to: number) => void) | null = null;

/** Rows of a list that are dragged to another place in it. @param onMove this row goes to that place */
export function useRowDrag(row: RefObject<HTMLElement | null>, place: number, onMove: (to: number) => void): RowDrag {
  const [side, setSide] = useState<DropSide | null>(null);
  return {
    side,
    handle: {
      onDragStart(event) {
        from = place;
        drop = onMove;
        event.dataTransfer.setData(TYPE, String(place));
        event.dataTransfer.effectAllowed = 'move';
        if (row.current !== null) event.dataTransfer.setDragImage(row.current, 8, 12);
      },
    },
    target: {
      onDragOver(event) {
        if (from === null || !event.dataTransfer.types.includes(TYPE) || row.current === null) return;
        event.preventDefault();
        const { top, height } = row.current.getBoundingClientRect();
        setSide(event.clientY < top + height / 2 ? 'before' : 'after');
      },
      onDragLeave: () => setSide(null),
      onDrop(event) {
        const [moved, act] = [from, drop];
        from = null;
        drop = null;
        setSide(null);
        if (moved === null || act === null || side === null) return;
        event.preventDefault();
        const to = placeAfterDrop(moved, place, side);
        if (to !== moved) act(to);
      },
    },
  };
}
