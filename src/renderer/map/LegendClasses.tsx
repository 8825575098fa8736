import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import type { ColumnField } from '../state/map-column.ts';
import { placesOf } from '../state/map-points.ts';
import { useMapStore } from '../state/map-store.ts';
import { useQueryStore } from '../state/query-store.ts';
import { classColor, cssColor, greyColor } from '../ui/palette.ts';
import { usePageScheme } from '../ui/use-page-scheme.ts';
import { nameOf } from './color-fields.ts';
import { type ClassColoring, classColors } from './coloring.ts';
import { isolateCodes, toggleCodes } from './coloring-store.ts';
import styles from './LegendClasses.module.css';
import { LEGEND_ROW_PX, LegendEntry } from './LegendEntry.tsx';
import { countsIn, legendRows } from './legend-rows.ts';
import { moveInLegend } from './move-in-legend.ts';

export interface LegendClassesProps {
  readonly field: ColumnField;
  readonly coloring: ClassColoring;
  readonly hidden: ReadonlySet<number>;
}

/** Classes with their colours and counts: a click hides one or shows it again, Alt and a click, or two, leave it alone. */
export function LegendClasses({ field, coloring, hidden }: LegendClassesProps) {
  const scheme = usePageScheme();
  const counts = useCounts(coloring);
  const rows = useMemo(() => legendRows(coloring, counts), [coloring, counts]);
  const colors = useMemo(() => classColors(coloring, hidden), [coloring, hidden]);
  const codes = useMemo(() => rows.map(({ code }) => code), [rows]);
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => LEGEND_ROW_PX,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  return (
    <div ref={box} className={styles.box}>
      <ul className={styles.list} style={{ height: virtual.getTotalSize() }} aria-label="Classes shown" onKeyDown={moveInLegend}>
        {items.map(({ index, start }, place) => {
          const row = rows[index];
          if (row === undefined) return null;
          const color = colors[row.code] ?? null;
          return (
            <LegendEntry
              key={row.code}
              title={nameOf(field, row.name)}
              count={row.count}
              isNone={row.name === null}
              menu={{ field, value: row.name }}
              top={start}
              color={cssColor(color === null ? greyColor(scheme) : classColor(color, scheme))}
              isHidden={hidden.has(row.code)}
              isFirst={place === 0}
              onToggle={() => toggleCodes([row.code])}
              onOnly={() => isolateCodes([row.code], codes)}
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
  const places = useMemo(() => (isNarrowed ? placesOf(ids) : null), [ids, isNarrowed]);
  return useMemo(
    () => (inQuery === null || places === null ? counts : countsIn(codes, names.length, inQuery, places)),
    [codes, names, counts, inQuery, places],
  );
}
