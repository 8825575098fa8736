import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core';
import { IconChecks, IconChevronDown, IconChevronUp, IconStar, IconUnlink, IconX } from '@tabler/icons-react';
import type { DuplicateGroup } from '../../shared/api.ts';
import { type CompareMode, useCompareStore } from '../state/compare.ts';
import { keepAll, keepBest, notDuplicates } from '../state/group-actions.ts';
import { stepGroup } from '../state/group-focus.ts';
import { useGroupsStore } from '../state/groups.ts';
import { formatCount } from '../ui/format.ts';
import { useWithKey } from '../ui/use-key.ts';
import styles from './CompareBar.module.css';
import { groupWords, weakestWords } from './match-words.ts';

const MODES: readonly { readonly value: CompareMode; readonly label: string }[] = [
  { value: 'side', label: 'Side by side' },
  { value: 'swipe', label: 'Swipe' },
  { value: 'difference', label: 'Difference' },
];

export interface CompareBarProps {
  readonly group: DuplicateGroup;
  /** Enlargement; null: not known. */
  readonly percent: number | null;
}

/** Which group is compared and how, and the decisions of the whole group. */
export function CompareBar({ group, percent }: CompareBarProps) {
  const mode = useCompareStore((state) => state.mode);
  const setMode = useCompareStore((state) => state.setMode);
  return (
    <header className={styles.bar}>
      <Icon
        label={useWithKey('compare.leave', 'Back to the groups')}
        icon={IconX}
        onClick={() => useGroupsStore.getState().compare(null)}
      />
      <Place />
      <span className={styles.what}>
        <b>{groupWords(group)}</b> {weakestWords(group)}
      </span>
      <Tooltip label="S, W and D; hold F to flicker">
        <SegmentedControl
          size="xs"
          aria-label="How the two are compared"
          data={[...MODES]}
          value={mode}
          onChange={(value) => setMode(MODES.find((one) => one.value === value)?.value ?? 'side')}
        />
      </Tooltip>
      <span className={styles.percent}>{percent === null ? null : `${percent}%`}</span>
      <Icon label={useWithKey('groups.keep-all', 'Keep all')} icon={IconChecks} onClick={() => void keepAll()} />
      <Icon
        label={useWithKey('groups.not-duplicates', 'Not duplicates')}
        icon={IconUnlink}
        onClick={() => void notDuplicates()}
      />
      <Tooltip label={useWithKey('groups.keep-best', 'Keep the best, tag the others “remove”, go on')}>
        <Button leftSection={<IconStar size={14} />} onClick={() => void keepBest()}>
          Keep the best
        </Button>
      </Tooltip>
    </header>
  );
}

/** Which group of how many, and the way to the others. */
function Place() {
  const place = useGroupsStore((state) => state.focus.place);
  const total = useGroupsStore((state) => state.list.total);
  return (
    <>
      <Icon label="The group before (↑)" icon={IconChevronUp} isOff={place <= 0} onClick={() => stepGroup(-1)} />
      <Icon label="The group after (↓)" icon={IconChevronDown} isOff={place >= total - 1} onClick={() => stepGroup(1)} />
      <span className={styles.place}>
        {formatCount(place + 1)} of {formatCount(total)}
      </span>
    </>
  );
}

interface IconProps {
  readonly label: string;
  readonly icon: typeof IconX;
  readonly isOff?: boolean;
  readonly onClick: () => void;
}

function Icon({ label, icon: Shape, isOff = false, onClick }: IconProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} disabled={isOff} onMouseDown={(event) => event.preventDefault()} onClick={onClick}>
        <Shape size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
