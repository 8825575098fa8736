import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconArrowsSort } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { ReviewOrder } from '../state/label-sort.ts';
import { orderReview } from '../state/review-actions.ts';
import { useReviewStore } from '../state/review-store.ts';
import { keepFocus } from './keep-focus.ts';
import styles from './OrderMenu.module.css';

/** What each order is good for, as measured: see bench/results/regression.json. */
const ORDERS: readonly { readonly order: ReviewOrder; readonly title: string; readonly text: string }[] = [
  { order: 'doubt', title: 'Most doubtful first', text: 'Finds most wrong labels with the fewest looks.' },
  {
    order: 'gain',
    title: 'Most to learn first',
    text: 'Expected gain: how likely the label is wrong, times how far correcting it changes what is said of the others. On photos of clothes it found fewer wrong labels, and accuracy rose no faster.',
  },
];

/** In what order the suspects come; offered where the run can say what a label teaches. */
export function OrderMenu() {
  const chosen = useReviewStore((state) => state.order);
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  // Enter means the suggestion again, not this button.
  const leave = (): void => {
    setOpen(false);
    button.current?.closest('section')?.focus();
  };
  return (
    <Menu position="bottom-end" width={340} returnFocus={false} onOpen={() => setOpen(true)} onClose={leave}>
      <Menu.Target>
        <Tooltip disabled={isOpen} label={ORDERS.find(({ order }) => order === chosen)?.title}>
          <ActionIcon ref={button} aria-label="Order of the suspects" onMouseDown={keepFocus}>
            <IconArrowsSort size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={chosen}
          onChange={(value) => {
            const found = ORDERS.find(({ order }) => order === value);
            if (found !== undefined) orderReview(found.order);
          }}
        >
          <Menu.Label>Review next</Menu.Label>
          {ORDERS.map(({ order, title, text }) => (
            <Menu.RadioItem key={order} value={order} closeMenuOnClick>
              {title}
              <span className={styles.text}>{text}</span>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
