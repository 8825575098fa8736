import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChevronRight, IconPinFilled, IconX } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { isOpen, withOpen } from './arrangement.ts';
import { useArrangement } from './arrangement-store.ts';
import { FieldMenu, type FieldMenuProps } from './FieldMenu.tsx';
import styles from './Section.module.css';
import type { Section as SectionInfo } from './sections.ts';

export interface SectionProps extends Pick<FieldMenuProps, 'extra'> {
  readonly section: SectionInfo;
  /** Behind the title. */
  readonly note?: string;
  /** Beside the title while open. */
  readonly tools?: ReactNode;
  /** Null: the query says nothing of it. */
  readonly onClear: (() => void) | null;
  readonly children: ReactNode;
}

/** A field, or what is looked through like one: a part of the sidebar that folds. */
export function Section({ section, note, tools, extra, onClear, children }: SectionProps) {
  const { name, title } = section;
  const isUnfolded = useArrangement(({ arrangement }) => isOpen(section, arrangement));
  const isPinned = useArrangement(({ arrangement }) => arrangement.pinned.includes(name));
  const change = useArrangement((state) => state.change);
  const id = useId();
  const toggle = (): void => change((before) => withOpen(before, name, !isUnfolded));
  return (
    <section className={styles.section} data-open={isUnfolded || undefined} data-section={name}>
      <div className={styles.head}>
        <h3 className={styles.heading}>
          <button type="button" className={styles.title} aria-expanded={isUnfolded} aria-controls={id} onClick={toggle}>
            <IconChevronRight className={styles.chevron} size={14} aria-hidden />
            <span className={styles.name}>{title}</span>
            {note === undefined ? null : <span className={styles.note}>{note}</span>}
            {isPinned ? <IconPinFilled className={styles.pin} size={11} aria-label="pinned" /> : null}
          </button>
        </h3>
        {onClear === null ? null : (
          <Tooltip label={`Any ${title.toLowerCase()}`}>
            <ActionIcon size={22} className={styles.clear} aria-label={`Any ${title.toLowerCase()}`} onClick={onClear}>
              <IconX size={13} />
            </ActionIcon>
          </Tooltip>
        )}
        {isUnfolded ? tools : null}
        <FieldMenu section={section} extra={extra} />
      </div>
      <div id={id}>{isUnfolded ? children : null}</div>
    </section>
  );
}
