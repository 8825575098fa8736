import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useSampleDetails } from '../state/details.ts';
import { goInReview } from '../state/review-actions.ts';
import { useTile } from '../state/tiles.ts';
import { keepFocus } from './keep-focus.ts';
import styles from './ReviewView.module.css';

/** Which sample is looked at, and those beside it in the queue. */
export function SuspectTitle({ id }: { readonly id: number }) {
  const { data: details } = useSampleDetails(id);
  const path = (useTile(id) ?? details)?.path ?? '';
  return (
    <div className={styles.title}>
      <span className={`${styles.path} wn-selectable`} title={path}>
        {path}
      </span>
      <Tooltip label="The one before (←)">
        <ActionIcon size={24} aria-label="The suspect before" onMouseDown={keepFocus} onClick={() => goInReview(-1)}>
          <IconChevronLeft size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="The next, undecided (Space, →)">
        <ActionIcon size={24} aria-label="The next suspect" onMouseDown={keepFocus} onClick={() => goInReview(1)}>
          <IconChevronRight size={16} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
