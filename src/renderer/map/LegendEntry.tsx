import type { MouseEvent } from 'react';
import type { ColumnField } from '../state/map-column.ts';
import { formatCount } from '../ui/format.ts';
import styles from './LegendEntry.module.css';

/** Height of a line. */
export const LEGEND_ROW_PX = 26;

export interface LegendEntryProps {
  /** The value it has a context menu of; null: none. Absent: it has no menu. */
  readonly menu?: { readonly field: ColumnField; readonly value: string | null };
  readonly title: string;
  readonly count: number;
  /** It stands for those without a value. */
  readonly isNone: boolean;
  /** CSS pixels from the top of the list. */
  readonly top: number;
  /** CSS colour. */
  readonly color: string;
  readonly isHidden: boolean;
  /** Reached by Tab; the others by arrow keys. */
  readonly isFirst: boolean;
  readonly onToggle: () => void;
  readonly onOnly: () => void;
}

/** A line of the legend: a click hides it or shows it again, Alt and a click, or two, leave it alone. */
export function LegendEntry({ menu, title, count, isNone, top, color, isHidden, isFirst, onToggle, onOnly }: LegendEntryProps) {
  const onClick = (event: MouseEvent): void => {
    if (event.altKey) onOnly();
    // The second of two clicks comes with a double click of its own.
    else if (event.detail < 2) onToggle();
  };
  return (
    <li className={styles.item} style={{ top }}>
      <button
        type="button"
        className={styles.row}
        data-row
        data-menu-field={menu?.field}
        data-menu-value={menu?.value ?? undefined}
        data-menu-title={menu === undefined ? undefined : title}
        data-none={isNone || undefined}
        data-empty={count === 0 || undefined}
        aria-pressed={!isHidden}
        tabIndex={isFirst ? 0 : -1}
        title={`${title}: click hides it or shows it again; Alt and a click, or two clicks: this one alone`}
        onClick={onClick}
        onDoubleClick={() => {
          // The first click of the two has hidden it, or shown it.
          onToggle();
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
