import { ActionIcon, Tooltip } from '@mantine/core';
import { IconBookmark, IconStarFilled, IconTrash, IconUnlink } from '@tabler/icons-react';
import { memo, useState } from 'react';
import type { DuplicateGroup, GroupMember } from '../../shared/api.ts';
import { isKept, isRemoved } from '../state/duplicate-group.ts';
import { compareFocused, keepNumber, notThisOne, toggleRemove } from '../state/group-actions.ts';
import { focusGroup } from '../state/group-focus.ts';
import type { Relation } from '../state/member-links.ts';
import { useWithKey } from '../ui/use-key.ts';
import type { Largest, MemberField } from './differing.ts';
import { MemberCaption } from './MemberCaption.tsx';
import { MemberPicture } from './MemberPicture.tsx';
import styles from './MemberTile.module.css';
import { matchWords } from './match-words.ts';

export interface MemberTileProps {
  readonly group: DuplicateGroup;
  readonly member: GroupMember;
  readonly place: number;
  /** The key that keeps it, from 1. */
  readonly number: number;
  readonly cell: number;
  readonly relation: Relation | undefined;
  readonly differing: ReadonlySet<MemberField>;
  readonly largest: Largest;
  /** The one "keep the best" keeps. */
  readonly isBest: boolean;
  /** The others are measured against it. */
  readonly isReference: boolean;
  readonly isOpen: boolean;
  readonly isFocused: boolean;
}

const NUMBERED = 9;

/** A member of a group: its picture, what becomes of it, and what tells it from the others. */
export const MemberTile = memo(function MemberTile(props: MemberTileProps) {
  const { group, member, place, number, cell, relation, isBest, isReference, isOpen, isFocused } = props;
  const [isPointed, setPointed] = useState(false);
  const fate = fateOf(member, isBest, isOpen);
  const match = isReference || relation === undefined ? '' : matchWords(group, relation);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual list of rows is no table
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, see GroupsList.tsx
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys go through the registry of actions
    <div
      role="gridcell"
      id={`member-${member.id}`}
      className={styles.tile}
      style={{ width: cell }}
      aria-selected={isFocused}
      data-menu="group"
      data-focused-member={isFocused || undefined}
      data-fate={fate ?? undefined}
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      onClick={() => focusGroup(place, member.id)}
      onContextMenu={() => focusGroup(place, member.id)}
      onDoubleClick={() => {
        focusGroup(place, member.id);
        compareFocused();
      }}
    >
      <div className={styles.square} style={{ height: cell }}>
        <MemberPicture member={member} cell={cell} />
        {number > NUMBERED ? null : <kbd className={styles.number}>{number}</kbd>}
        <Fate fate={fate} />
        {isPointed || isFocused ? <TileActions place={place} member={member} number={number} isFocused={isFocused} /> : null}
      </div>
      <MemberCaption {...props} match={match} />
    </div>
  );
});

type Fate = 'best' | 'keep' | 'remove';

/** What becomes of a member: what was said of it, else what the rules propose. */
function fateOf(member: GroupMember, isBest: boolean, isOpen: boolean): Fate | null {
  if (isRemoved(member)) return 'remove';
  if (isKept(member)) return 'keep';
  if (isBest) return isOpen ? 'best' : 'keep';
  return null;
}

const FATE_WORDS: Readonly<Record<Fate, string>> = { best: 'keep', keep: 'keep', remove: 'remove' };

function Fate({ fate }: { readonly fate: Fate | null }) {
  if (fate === null) return null;
  return (
    <span className={styles.fate} data-fate={fate} title={fate === 'best' ? 'The best by the rules' : undefined}>
      {fate === 'best' ? <IconStarFilled size={11} aria-hidden /> : null}
      {FATE_WORDS[fate]}
    </span>
  );
}

interface TileActionsProps {
  readonly place: number;
  readonly member: GroupMember;
  readonly number: number;
  readonly isFocused: boolean;
}

/** Decisions of one member, under the pointer. */
function TileActions({ place, member, number, isFocused }: TileActionsProps) {
  const act = (run: () => unknown) => (event: { stopPropagation(): void }) => {
    event.stopPropagation();
    focusGroup(place, member.id);
    run();
  };
  // The tenth and later ones have no key.
  const keep = useWithKey(`groups.keep-${number}`, 'Keep this one');
  const tabIndex = isFocused ? 0 : -1;
  return (
    <span className={styles.actions}>
      <TileAction label={keep} icon={IconBookmark} tabIndex={tabIndex} onClick={act(() => keepNumber(number))} />
      <TileAction
        label={useWithKey('groups.remove', isRemoved(member) ? 'Take “remove” off' : 'Tag “remove”')}
        icon={IconTrash}
        tabIndex={tabIndex}
        onClick={act(toggleRemove)}
      />
      <TileAction
        label={useWithKey('groups.not-this-one', 'Not one of them')}
        icon={IconUnlink}
        tabIndex={tabIndex}
        onClick={act(notThisOne)}
      />
    </span>
  );
}

interface TileActionProps {
  readonly label: string;
  readonly icon: typeof IconTrash;
  readonly tabIndex: number;
  readonly onClick: (event: { stopPropagation(): void }) => void;
}

function TileAction({ label, icon: Icon, tabIndex, onClick }: TileActionProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        className={styles.action}
        size={24}
        aria-label={label}
        tabIndex={tabIndex}
        onClick={onClick}
        onDoubleClick={onClick}
      >
        <Icon size={14} />
      </ActionIcon>
    </Tooltip>
  );
}
