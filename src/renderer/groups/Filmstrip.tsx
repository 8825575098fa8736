import { useEffect, useRef } from 'react';
import type { GroupMember } from '../../shared/api.ts';
import { isRemoved } from '../state/duplicate-group.ts';
import { focusGroup } from '../state/group-focus.ts';
import { useGroupsStore } from '../state/groups.ts';
import styles from './Filmstrip.module.css';
import { MemberPicture } from './MemberPicture.tsx';

const CELL_PX = 52;
/** Members shown at each side of the one on the right: no screen is wider. */
const AROUND = 24;

export interface FilmstripProps {
  readonly members: readonly GroupMember[];
  readonly left: number;
  readonly right: number;
}

/** All members of the group that is compared: a click shows one on the right, with Shift on the left. */
export function Filmstrip({ members, left, right }: FilmstripProps) {
  const strip = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another one on the right is scrolled to
  useEffect(() => {
    strip.current?.querySelector('[data-side=right]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [right]);
  const show = (id: number, isLeft: boolean): void => {
    const { compare, focus } = useGroupsStore.getState();
    if (isLeft) compare({ reference: id });
    focusGroup(focus.place, isLeft ? (id === right ? left : right) : id);
  };
  const nameOf = (id: number, number: number): string => (id === left ? 'L' : id === right ? 'R' : String(number));
  return (
    <nav ref={strip} className={styles.strip} aria-label="All of this group; Shift with a click shows one on the left">
      {shownAround(members, right).map(({ member, number }) => (
        <button
          key={member.id}
          type="button"
          className={styles.member}
          title={`${member.path}\nClick: on the right. Shift+click: on the left.`}
          aria-label={`${nameOf(member.id, number)}, ${member.path}`}
          aria-pressed={member.id === right}
          data-side={member.id === left ? 'left' : member.id === right ? 'right' : undefined}
          data-removed={isRemoved(member) || undefined}
          onMouseDown={(event) => event.preventDefault()}
          onClick={(event) => show(member.id, event.shiftKey)}
        >
          <MemberPicture member={member} cell={CELL_PX} />
          <span className={styles.number}>{nameOf(member.id, number)}</span>
        </button>
      ))}
    </nav>
  );
}

/** Those near one member, with their numbers from 1. */
function shownAround(members: readonly GroupMember[], id: number) {
  const place = members.findIndex((member) => member.id === id);
  return members.map((member, k) => ({ member, number: k + 1 })).filter(({ number }) => Math.abs(number - 1 - place) <= AROUND);
}
