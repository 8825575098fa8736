import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChevronRight, IconX } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import styles from './Section.module.css';
import { useSections } from './sections.ts';

export interface SectionProps {
  /** Under this name it is remembered as open or closed. */
  readonly name: string;
  readonly title: string;
  /** Beside the title while open. */
  readonly tools?: ReactNode;
  /** Null: the query says nothing of it. */
  readonly onClear: (() => void) | null;
  readonly children: ReactNode;
}

/** A part of the sidebar that folds. */
export function Section({ name, title, tools, onClear, children }: SectionProps) {
  const isOpen = useSections((state) => !state.collapsed.includes(name));
  const toggle = useSections((state) => state.toggle);
  const id = useId();
  return (
    <section className={styles.section}>
      <div className={styles.head}>
        <h3 className={styles.heading}>
          <button type="button" className={styles.title} aria-expanded={isOpen} aria-controls={id} onClick={() => toggle(name)}>
            <IconChevronRight className={styles.chevron} size={14} aria-hidden />
            {title}
          </button>
        </h3>
        {onClear === null ? null : (
          <Tooltip label={`Any ${title.toLowerCase()}`}>
            <ActionIcon size={22} className={styles.clear} aria-label={`Any ${title.toLowerCase()}`} onClick={onClear}>
              <IconX size={13} />
            </ActionIcon>
          </Tooltip>
        )}
        {isOpen ? tools : null}
      </div>
      <div id={id}>{isOpen ? children : null}</div>
    </section>
  );
}
