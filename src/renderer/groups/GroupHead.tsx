import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCheck, IconChecks, IconColumns2, IconStar, IconUnlink } from '@tabler/icons-react';
import { isRemoved } from '../state/duplicate-group.ts';
import { compareFocused, keepAll, keepBest, notDuplicates } from '../state/group-actions.ts';
import { focusGroup } from '../state/group-focus.ts';
import { type GroupSlot, isSlotOpen } from '../state/group-list.ts';
import { formatCount } from '../ui/format.ts';
import { useWithKey } from '../ui/use-key.ts';
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
      <Action label="Keep the best" action="groups.keep-best" icon={IconStar} tabIndex={tabIndex} onClick={act(keepBest)} />
      <Action label="Keep all" action="groups.keep-all" icon={IconChecks} tabIndex={tabIndex} onClick={act(keepAll)} />
      <Action
        label="Not duplicates"
        action="groups.not-duplicates"
        icon={IconUnlink}
        tabIndex={tabIndex}
        onClick={act(notDuplicates)}
      />
      <Action label="Compare" action="groups.compare" icon={IconColumns2} tabIndex={tabIndex} onClick={act(compareFocused)} />
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
  /** Whose key does the same. */
  readonly action: string;
  readonly icon: typeof IconStar;
  readonly tabIndex: number;
  readonly onClick: () => void;
}

function Action({ label, action, icon: Icon, tabIndex, onClick }: ActionProps) {
  const withKey = useWithKey(action, label);
  return (
    <Tooltip label={withKey}>
      <ActionIcon size={26} aria-label={withKey} tabIndex={tabIndex} onClick={onClick}>
        <Icon size={16} stroke={1.8} />
      </ActionIcon>
    </Tooltip>
  );
}
