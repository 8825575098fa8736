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
  /** Within another section: a smaller heading. */
  readonly isInner?: boolean;
  readonly children: ReactNode;
}

/** A part of the sidebar that folds. */
export function Section({ name, title, tools, onClear, isInner = false, children }: SectionProps) {
  const isOpen = useSections((state) => !state.collapsed.includes(name));
  const toggle = useSections((state) => state.toggle);
  const id = useId();
  const Heading = isInner ? 'h3' : 'h2';
  return (
    <section className={styles.section}>
      <div className={styles.head}>
        <Heading className={styles.heading}>
          <button type="button" className={styles.title} aria-expanded={isOpen} aria-controls={id} onClick={() => toggle(name)}>
            <IconChevronRight className={styles.chevron} size={14} aria-hidden />
            {title}
          </button>
        </Heading>
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
