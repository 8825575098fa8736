import { useComputedColorScheme } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, useMemo, useRef } from 'react';
import type { ColumnField } from '../state/map-column.ts';
import { IdPlaces } from '../state/map-points.ts';
import { useMapStore } from '../state/map-store.ts';
import { useQueryStore } from '../state/query-store.ts';
import { formatCount } from '../ui/format.ts';
import { nameOf } from './color-fields.ts';
import { type ClassColoring, classColors } from './coloring.ts';
import { isolateCode, toggleCode } from './coloring-store.ts';
import styles from './LegendClasses.module.css';
import { countsIn, type LegendRow, legendRows } from './legend-rows.ts';
import { classColor, cssColor, greyColor } from './palette.ts';

const ROW_PX = 26;

export interface LegendClassesProps {
  readonly field: ColumnField;
  readonly coloring: ClassColoring;
  readonly hidden: ReadonlySet<number>;
}

/** Classes with their colours and counts: a click hides one or shows it again, Alt and a click, or two, leave it alone. */
export function LegendClasses({ field, coloring, hidden }: LegendClassesProps) {
  const scheme = useComputedColorScheme('dark');
  const counts = useCounts(coloring);
  const rows = useMemo(() => legendRows(coloring, counts), [coloring, counts]);
  const colors = useMemo(() => classColors(coloring, hidden), [coloring, hidden]);
  const codes = useMemo(() => rows.map(({ code }) => code), [rows]);
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  return (
    <div ref={box} className={styles.box}>
      <ul className={styles.list} style={{ height: virtual.getTotalSize() }} aria-label="Classes shown" onKeyDown={moveFocus}>
        {items.map(({ index, start }, place) => {
          const row = rows[index];
          if (row === undefined) return null;
          const color = colors[row.code] ?? null;
          return (
            <ClassRow
              key={row.code}
              row={row}
              title={nameOf(field, row.name)}
              top={start}
              color={cssColor(color === null ? greyColor(scheme) : classColor(color, scheme))}
              isHidden={hidden.has(row.code)}
              isFirst={place === 0}
              onOnly={() => isolateCode(row.code, codes)}
            />
          );
        })}
      </ul>
    </div>
  );
}

/** Points in the query by code. */
function useCounts({ codes, names, counts }: ClassColoring): readonly number[] {
  const ids = useMapStore((state) => state.points.ids);
  const inQuery = useQueryStore((state) => (state.answered === null || state.answered.filter === null ? null : state.ids));
  const isNarrowed = inQuery !== null;
  const places = useMemo(() => (isNarrowed ? new IdPlaces(ids) : null), [ids, isNarrowed]);
  return useMemo(
    () => (inQuery === null || places === null ? counts : countsIn(codes, names.length, inQuery, places)),
    [codes, names, counts, inQuery, places],
  );
}

interface ClassRowProps {
  readonly row: LegendRow;
  readonly title: string;
  readonly top: number;
  readonly color: string;
  readonly isHidden: boolean;
  /** Reached by Tab; the others by arrow keys. */
  readonly isFirst: boolean;
  readonly onOnly: () => void;
}

function ClassRow({ row: { code, name, count }, title, top, color, isHidden, isFirst, onOnly }: ClassRowProps) {
  const onClick = (event: MouseEvent): void => {
    if (event.altKey) onOnly();
    // The second of two clicks comes with a double click of its own.
    else if (event.detail < 2) toggleCode(code);
  };
  return (
    <li className={styles.item} style={{ top }}>
      <button
        type="button"
        className={styles.row}
        data-row
        data-none={name === null || undefined}
        data-empty={count === 0 || undefined}
        aria-pressed={!isHidden}
        tabIndex={isFirst ? 0 : -1}
        title={`${title}: click hides it or shows it again; Alt and a click, or two clicks: this one alone`}
        onClick={onClick}
        onDoubleClick={() => {
          // The first click of the two has hidden it, or shown it.
          toggleCode(code);
          onOnly();
        }}
      >
        <span className={styles.swatch} style={{ background: isHidden ? 'none' : color, borderColor: color }} />
        <span className={styles.name}>{title}</span>
        <span className={styles.count}>{formatCount(count)}</span>
      </button>
      <button type="button" className={styles.only} tabIndex={-1} aria-label={`Only ${title}`} onClick={onOnly}>
        only
      </button>
    </li>
  );
}

/** Up and down from row to row; Alt with Enter leaves one alone, as a click does. */
function moveFocus(event: KeyboardEvent<HTMLUListElement>): void {
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLElement)) return;
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step !== 0) {
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
    rows[rows.indexOf(activeElement) + step]?.focus();
  } else if (event.altKey && (event.key === 'Enter' || event.key === ' ')) {
    activeElement.dispatchEvent(new globalThis.MouseEvent('click', { bubbles: true, altKey: true }));
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}
