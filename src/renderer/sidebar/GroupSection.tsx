import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { type ArrangedGroup, withOpen } from './arrangement.ts';
import { useArrangement } from './arrangement-store.ts';
import styles from './GroupSection.module.css';
import { GROUP_TITLES } from './sections.ts';

export interface GroupSectionProps extends Pick<ArrangedGroup, 'group' | 'isOpen'> {
  /** Fields of it that the query speaks of. */
  readonly asked: number;
  readonly children: ReactNode;
}

/** A group of fields that folds. */
export function GroupSection({ group, isOpen, asked, children }: GroupSectionProps) {
  const change = useArrangement((state) => state.change);
  const id = useId();
  return (
    <section className={styles.group}>
      <h2 className={styles.heading}>
        <button
          type="button"
          className={styles.title}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => change((before) => withOpen(before, `group:${group}`, !isOpen))}
        >
          {GROUP_TITLES[group]}
          {asked === 0 || isOpen ? null : (
            <span className={styles.asked} title={`The query speaks of ${asked} of these fields`}>
              {asked}
            </span>
          )}
          <IconChevronRight className={styles.chevron} size={13} aria-hidden />
        </button>
      </h2>
      <div id={id}>{isOpen ? children : null}</div>
    </section>
  );
}
