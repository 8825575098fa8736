import { IconChevronDown, IconChevronRight, IconSquare, IconSquareCheck, IconSquareMinus } from '@tabler/icons-react';
import { type SyntheticEvent, useMemo } from 'react';
import { isFolded, useFoldedGroups } from '../state/folded-groups.ts';
import { toggleFold, toggleGroupSelected } from '../state/grouping.ts';
import { hasBest, keepBestOf } from '../state/keep-best-here.ts';
import type { SampleGroups } from '../state/sample-groups.ts';
import { useSelectionStore } from '../state/selection-store.ts';
import { formatCount } from '../ui/format.ts';
import { useWithKey } from '../ui/use-key.ts';
import styles from './GroupHeader.module.css';
import { groupTitle } from './group-words.ts';

export interface GroupHeaderProps {
  readonly groups: SampleGroups;
  readonly group: number;
  readonly ids: Uint32Array;
}

/** The grid keeps the focus, and starts no band. */
const leaveGridAlone = (event: SyntheticEvent): void => {
  event.preventDefault();
  event.stopPropagation();
};

/** Name and count of a group: folds it, and selects what is in it. */
export function GroupHeader({ groups, group, ids }: GroupHeaderProps) {
  const name = groups.nameOf(group);
  const isShut = useFoldedGroups((state) => isFolded(name, state));
  const isCurrent = useFoldedGroups((state) => state.current === name && isFolded(name, state));
  const title = groupTitle(groups.by, name);
  const [start, end] = [groups.starts[group] ?? 0, groups.starts[group + 1] ?? 0];
  const Chevron = isShut ? IconChevronRight : IconChevronDown;
  return (
    <div
      className={name === null ? `${styles.header} ${styles.rest}` : styles.header}
      data-current={isCurrent || undefined}
      data-group={group}
      data-menu="section"
    >
      <button
        type="button"
        tabIndex={-1}
        className={styles.fold}
        aria-expanded={!isShut}
        onPointerDown={leaveGridAlone}
        onMouseDown={leaveGridAlone}
        onDoubleClick={leaveGridAlone}
        onClick={() => toggleFold(group)}
      >
        <Chevron size={16} aria-hidden />
        <span className={styles.name} title={title}>
          {title}
        </span>
        <span className={styles.count}>{formatCount(end - start)}</span>
      </button>
      {hasBest(groups, group) ? <KeepBest group={group} title={title} /> : null}
      <SelectGroup group={group} title={title} members={ids.subarray(start, end)} />
    </div>
  );
}

function KeepBest({ group, title }: { readonly group: number; readonly title: string }) {
  const tooltip = useWithKey('decide.keep-best-of-group', 'Keep the best, tag the others “remove”');
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.decide}
      title={tooltip}
      aria-label={`Keep the best of ${title}`}
      onPointerDown={leaveGridAlone}
      onMouseDown={leaveGridAlone}
      onDoubleClick={leaveGridAlone}
      onClick={() => void keepBestOf(group)}
    >
      Keep best
    </button>
  );
}

interface SelectGroupProps {
  readonly group: number;
  readonly title: string;
  readonly members: Uint32Array;
}

function SelectGroup({ group, title, members }: SelectGroupProps) {
  const selected = useSelectionStore(({ selection }) => selection.selected);
  const count = useMemo(() => selected.count(members), [selected, members]);
  const isWhole = count > 0 && count === members.length;
  const Box = isWhole ? IconSquareCheck : count > 0 ? IconSquareMinus : IconSquare;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.select}
      aria-pressed={isWhole ? true : count > 0 ? 'mixed' : false}
      aria-label={`Select all of ${title}`}
      onPointerDown={leaveGridAlone}
      onMouseDown={leaveGridAlone}
      onDoubleClick={leaveGridAlone}
      onClick={() => toggleGroupSelected(group)}
    >
      {count > 0 && !isWhole ? `${formatCount(count)} selected` : null}
      <Box size={16} aria-hidden />
    </button>
  );
}
