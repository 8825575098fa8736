import { IconCheck, IconMinus } from '@tabler/icons-react';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { formatCount } from '../ui/format.ts';
import styles from './ChoiceRow.module.css';

export interface ChoiceRowProps {
  readonly name: string;
  readonly title: string;
  readonly count: number;
  /** 0 to 1: the length of its bar. */
  readonly share: number;
  readonly isChecked: boolean;
  readonly isExcluded: boolean;
  /** The name stands for samples without a value. */
  readonly isNone?: boolean;
  /** Before the name. */
  readonly mark?: ReactNode;
  /** The field that the row is a value of, which has a context menu then; null: samples without one. */
  readonly menu?: { readonly field: string; readonly value: string | null };
  /** Reached by Tab; the others by arrow keys. */
  readonly isFirst: boolean;
  /** Place in a list that is drawn in part. */
  readonly top?: number | undefined;
  readonly onToggle: () => void;
  readonly onExclude: () => void;
  /** Absent: it cannot be asked for alone. */
  readonly onOnly?: () => void;
}

/** Something to ask for or to exclude: a click, Space or Enter checks it, with Alt or the minus key it is excluded. */
export function ChoiceRow(props: ChoiceRowProps) {
  const {
    name,
    title,
    count,
    share,
    isChecked,
    isExcluded,
    isNone = false,
    mark,
    menu,
    isFirst,
    top,
    onToggle,
    onExclude,
    onOnly,
  } = props;
  const onClick = (event: MouseEvent): void => (event.altKey ? onExclude() : onToggle());
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey) return;
    if (event.key !== '-' && !(event.altKey && (event.key === 'Enter' || event.key === ' '))) return;
    onExclude();
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <li className={styles.item} style={top === undefined ? undefined : { position: 'absolute', top, width: '100%' }}>
      <button
        type="button"
        className={styles.row}
        data-row
        data-menu-field={menu?.field}
        data-menu-value={menu?.value ?? undefined}
        data-menu-title={menu === undefined ? undefined : name}
        data-none={isNone || undefined}
        data-state={isExcluded ? 'excluded' : isChecked ? 'checked' : undefined}
        aria-pressed={isExcluded ? 'mixed' : isChecked}
        tabIndex={isFirst ? 0 : -1}
        title={`${title}\nAlt+click or the minus key excludes it`}
        onClick={onClick}
        onKeyDown={onKeyDown}
      >
        <span className={styles.bar} style={{ width: `${share * 100}%` }} />
        <span className={styles.check}>
          {isExcluded ? <IconMinus size={11} stroke={3.5} /> : isChecked ? <IconCheck size={11} stroke={3.5} /> : null}
        </span>
        {mark}
        <span className={styles.name}>{name}</span>
        {isExcluded ? <span className={styles.said}>excluded</span> : null}
        <span className={styles.count}>{formatCount(count)}</span>
      </button>
      <span className={styles.actions} style={{ right: `calc(22px + ${formatCount(count).length} * 0.6em)` }}>
        {onOnly === undefined ? null : (
          <button type="button" className={styles.action} tabIndex={-1} aria-label={`Only ${name}`} onClick={onOnly}>
            only
          </button>
        )}
        <button
          type="button"
          className={styles.action}
          tabIndex={-1}
          aria-label={isExcluded ? `Include ${name}` : `Not ${name}`}
          onClick={onExclude}
        >
          {isExcluded ? 'include' : 'not'}
        </button>
      </span>
    </li>
  );
}
