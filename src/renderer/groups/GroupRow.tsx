import { memo } from 'react';
import { bestOf } from '../state/duplicate-group.ts';
import { focusGroup, membersOf } from '../state/group-focus.ts';
import type { GroupSlot } from '../state/group-list.ts';
import { isSlotOpen } from '../state/group-list.ts';
import { useGroupsStore } from '../state/groups.ts';
import { relationsTo } from '../state/member-links.ts';
import { useUiStore } from '../state/ui-store.ts';
import { formatCount } from '../ui/format.ts';
import { differingFields, largestOf } from './differing.ts';
import { GroupHead } from './GroupHead.tsx';
import styles from './GroupRow.module.css';
import { type GroupsLayout, groupBox, MEMBER_GAP, shownCount, UNFOLD_STEP } from './group-layout.ts';
import { MemberTile } from './MemberTile.tsx';

/** DOM id of a member, for aria-activedescendant. */
export function memberElementId(id: number): string {
  return `member-${id}`;
}

export interface GroupRowProps {
  readonly place: number;
  /** Null: it was not fetched yet. */
  readonly slot: GroupSlot | null;
  /** Where the first group that exists starts: tops are told from there. */
  readonly offset: number;
  readonly layout: GroupsLayout;
  /** Members the user asked to see; absent: it is folded. */
  readonly unfolded: number | undefined;
  readonly isFocused: boolean;
  readonly focusedMember: number | null;
}

/** A group: what it is, what can be decided, its members side by side. */
export const GroupRow = memo(function GroupRow({
  place,
  slot,
  offset,
  layout,
  unfolded,
  isFocused,
  focusedMember,
}: GroupRowProps) {
  const rules = useUiStore((state) => state.keepRules);
  const box = groupBox(layout, place);
  const style = { ...box, top: box.top - offset };
  if (slot === null) return <Waiting place={place} style={style} cell={layout.cell} />;
  const { group } = slot;
  const members = membersOf(group);
  const isOpen = isSlotOpen(slot);
  const best = bestOf(group, rules);
  const relations = relationsTo(group.members, members[0]?.id ?? group.id);
  const differing = differingFields(group.members);
  const largest = largestOf(group.members);
  const shown = members.slice(0, shownCount(members.length, unfolded));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual list of rows is no table
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, see GroupsList.tsx
    <div
      role="row"
      aria-rowindex={place + 1}
      className={styles.group}
      style={style}
      data-focused={isFocused || undefined}
      data-decided={!isOpen || undefined}
    >
      <GroupHead place={place} slot={slot} isFocused={isFocused} />
      <div className={styles.members} style={{ columnGap: MEMBER_GAP }}>
        {shown.map((member, k) => (
          <MemberTile
            key={member.id}
            group={group}
            member={member}
            place={place}
            number={k + 1}
            cell={layout.cell}
            relation={relations.get(member.id)}
            differing={differing}
            largest={largest}
            isBest={member.id === best}
            isReference={k === 0}
            isOpen={isOpen}
            isFocused={member.id === focusedMember}
          />
        ))}
        {shown.length < group.size ? (
          <More id={group.id} place={place} shown={shown.length} known={members.length} size={group.size} cell={layout.cell} />
        ) : null}
      </div>
    </div>
  );
});

interface MoreProps {
  readonly id: number;
  readonly place: number;
  readonly shown: number;
  readonly known: number;
  readonly size: number;
  readonly cell: number;
}

/** Unfolds a large group step by step; of a very large one not all samples are known to the page. */
function More({ id, place, shown, known, size, cell }: MoreProps) {
  const unfold = useGroupsStore((state) => state.unfold);
  const rest = `and ${formatCount(size - shown)} more`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual list of rows is no table
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, see GroupsList.tsx
    <div role="gridcell" className={styles.more} style={{ width: cell, height: cell }}>
      {shown === known ? (
        <span>{rest}</span>
      ) : (
        <button
          type="button"
          className={styles.moreButton}
          onClick={() => {
            focusGroup(place);
            unfold(id, Math.min(known, shown + UNFOLD_STEP));
          }}
        >
          {rest}
        </button>
      )}
    </div>
  );
}

function Waiting({ place, style, cell }: { readonly place: number; readonly style: object; readonly cell: number }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual list of rows is no table
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, see GroupsList.tsx
    <div role="row" aria-rowindex={place + 1} className={styles.group} style={style} data-waiting>
      {/* biome-ignore lint/a11y/useSemanticElements: a virtual list of rows is no table */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, see GroupsList.tsx */}
      <div role="gridcell" aria-label="Loading" className={styles.waiting}>
        <span style={{ width: cell, height: cell }} />
        <span style={{ width: cell, height: cell }} />
      </div>
    </div>
  );
}
