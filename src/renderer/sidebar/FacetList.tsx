import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useRef } from 'react';
import type { AnyTextField } from '../../shared/query.ts';
import styles from './FacetList.module.css';
import { FacetRowItem } from './FacetRowItem.tsx';
import type { FacetRow } from './facet-rows.ts';

export interface FacetListProps {
  readonly field: AnyTextField;
  readonly title: string;
  readonly none: string;
  readonly rows: readonly FacetRow[];
}

const ROW_HEIGHT = 26;
/** More rows than this scroll in a box of their own, and only those seen are made. */
const VIRTUAL_OVER = 40;

/** Rows of values. Tab reaches the list, arrow keys its rows. */
export function FacetList(props: FacetListProps) {
  const { rows, title } = props;
  if (rows.length > VIRTUAL_OVER) return <LongList {...props} />;
  return (
    <ul className={styles.list} aria-label={title} onKeyDown={moveFocus}>
      {rows.map((row, index) => (
        <FacetRowItem key={row.value} {...props} row={row} isFirst={index === 0} />
      ))}
    </ul>
  );
}

function LongList(props: FacetListProps) {
  const { rows, title } = props;
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  return (
    <div className={styles.box} ref={box}>
      <ul className={styles.list} style={{ height: virtual.getTotalSize() }} aria-label={title} onKeyDown={moveFocus}>
        {items.map(({ index, start }, place) => {
          const row = rows[index];
          return row === undefined ? null : (
            <FacetRowItem key={row.value} {...props} row={row} isFirst={place === 0} top={start} />
          );
        })}
      </ul>
    </div>
  );
}

/** Arrow keys among the rows of a list; Home and End to its ends. */
export function moveFocus(event: KeyboardEvent<HTMLUListElement>): void {
  if (!(document.activeElement instanceof HTMLElement)) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
  const here = rows.indexOf(document.activeElement);
  const places: Readonly<Record<string, number>> = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: rows.length - 1 };
  const place = places[event.key];
  if (place === undefined) return;
  rows[place]?.focus();
  event.preventDefault();
  event.stopPropagation();
}
