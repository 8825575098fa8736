import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCheck, IconChecks, IconColumns2, IconStar, IconUnlink } from '@tabler/icons-react';
import { isRemoved } from '../state/duplicate-group.ts';
import { compareFocused, keepAll, keepBest, notDuplicates } from '../state/group-actions.ts';
import { focusGroup } from '../state/group-focus.ts';
import { type GroupSlot, isSlotOpen } from '../state/group-list.ts';
import { formatCount } from '../ui/format.ts';
import styles from './GroupHead.module.css';
import { groupWords, weakestWords } from './match-words.ts';

export interface GroupHeadProps {
  readonly place: number;
  readonly slot: GroupSlot;
  readonly isFocused: boolean;
}

/** What a group is, what was decided of it, and its decisions as buttons. */
export function GroupHead({ place, slot, isFocused }: GroupHeadProps) {
  const { group, isApart } = slot;
  const tabIndex = isFocused ? 0 : -1;
  const act = (run: () => unknown) => () => {
    focusGroup(place);
    run();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual list of rows is no table
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, see GroupsList.tsx
    <div role="rowheader" className={styles.head}>
      {isSlotOpen(slot) ? (
        <>
          <b className={styles.what}>{groupWords(group)}</b>
          <span className={styles.weakest}>{weakestWords(group)}</span>
        </>
      ) : (
        <span className={styles.decided}>
          <IconCheck className={styles.check} size={14} aria-hidden />
          {isApart ? 'Not duplicates' : decidedWords(slot)}
        </span>
      )}
      <span className={styles.space} />
      <Action label="Keep the best (K)" icon={IconStar} tabIndex={tabIndex} onClick={act(keepBest)} />
      <Action label="Keep all (A)" icon={IconChecks} tabIndex={tabIndex} onClick={act(keepAll)} />
      <Action label="Not duplicates (N)" icon={IconUnlink} tabIndex={tabIndex} onClick={act(notDuplicates)} />
      <Action label="Compare (C)" icon={IconColumns2} tabIndex={tabIndex} onClick={act(compareFocused)} />
    </div>
  );
}

/** `1 kept, 3 removed`. */
function decidedWords({ group: { members, size } }: GroupSlot): string {
  const removed = members.filter(isRemoved).length;
  if (removed === 0) return 'All kept';
  return `${formatCount(size - removed)} kept, ${formatCount(removed)} removed`;
}

interface ActionProps {
  readonly label: string;
  readonly icon: typeof IconStar;
  readonly tabIndex: number;
  readonly onClick: () => void;
}

function Action({ label, icon: Icon, tabIndex, onClick }: ActionProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon size={26} aria-label={label} tabIndex={tabIndex} onClick={onClick}>
        <Icon size={16} stroke={1.8} />
      </ActionIcon>
    </Tooltip>
  );
}
