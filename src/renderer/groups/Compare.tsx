import { FocusTrap, Portal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useCompareStore } from '../state/compare.ts';
import { focusedGroup, membersOf } from '../state/group-focus.ts';
import { useGroupsStore } from '../state/groups.ts';
import { comparedPair, relationsTo } from '../state/member-links.ts';
import { inverseTurn } from '../state/turn.ts';
import { useUiStore } from '../state/ui-store.ts';
import styles from './Compare.module.css';
import { CompareBar } from './CompareBar.tsx';
import { CompareFacts } from './CompareFacts.tsx';
import { CompareStage } from './CompareStage.tsx';
import { Filmstrip } from './Filmstrip.tsx';

/** Two members of the focused group over the whole window: side by side, one over the other, or what differs. */
export function Compare() {
  const compared = useGroupsStore((state) => state.compared);
  const focus = useGroupsStore((state) => state.focus);
  useGroupsStore((state) => state.list);
  useUiStore((state) => state.keepRules);
  const group = compared === null ? null : focusedGroup();
  const members = group === null ? [] : membersOf(group);
  const pair = compared === null ? null : comparedPair(members, focus.member, compared.reference);
  const [percent, setPercent] = useState<number | null>(null);
  useFlickerEnd();
  const isGone = group !== null && pair === null;
  useEffect(() => {
    if (isGone) useGroupsStore.getState().compare(null);
  }, [isGone]);
  if (group === null || pair === null) return null;
  const [left, right] = pair;
  const turn = inverseTurn(relationsTo(group.members, left.id).get(right.id)?.turn ?? 0);
  return (
    <Portal>
      <FocusTrap>
        <div className={styles.dialog} role="dialog" aria-modal="true" aria-label="Compare" data-keys>
          <CompareBar group={group} percent={percent} />
          <div className={styles.middle}>
            <CompareStage left={left} right={right} turn={turn} onPercent={setPercent} />
            <CompareFacts group={group} left={left} right={right} />
          </div>
          {members.length > 2 ? <Filmstrip members={members} left={left.id} right={right.id} /> : null}
        </div>
      </FocusTrap>
    </Portal>
  );
}

/** The key that flickers is let go, wherever. */
function useFlickerEnd(): void {
  useEffect(() => {
    const end = (): void => useCompareStore.getState().flicker(false);
    window.addEventListener('keyup', end);
    window.addEventListener('blur', end);
    return () => {
      window.removeEventListener('keyup', end);
      window.removeEventListener('blur', end);
    };
  }, []);
}
