import { useEffect } from 'react';
import { isGroupKind } from '../../shared/issue.ts';
import { focusGroup } from '../state/group-focus.ts';
import { followGroups, useGroupsStore } from '../state/groups.ts';
import { useUiStore } from '../state/ui-store.ts';
import { Compare } from './Compare.tsx';
import { DecidedBar, EmptyGroups } from './EmptyGroups.tsx';
import styles from './Groups.module.css';
import { GroupsHeader } from './GroupsHeader.tsx';
import { GroupsList } from './GroupsList.tsx';

/** The duplicate groups of the kind that is looked at, worst first. */
export function Groups() {
  const issueKind = useUiStore((state) => state.issueKind);
  const kind = issueKind !== null && isGroupKind(issueKind) ? issueKind : null;
  useEffect(() => {
    useGroupsStore.getState().show(kind, true);
    const stop = followGroups();
    return () => {
      stop();
      useGroupsStore.getState().show(null, true);
    };
  }, [kind]);
  const shown = useGroupsStore((state) => state.kind);
  const isFirst = useGroupsStore((state) => state.isFirst);
  // The details tell of the group that has the focus, from the start.
  useEffect(() => {
    const { focus } = useGroupsStore.getState();
    if (!isFirst) focusGroup(focus.place, focus.member);
  }, [isFirst]);
  const isComparing = useGroupsStore((state) => state.compared !== null);
  if (kind === null || shown !== kind) return null;
  return (
    <section className={styles.groups} aria-label="Duplicate groups">
      <GroupsHeader kind={kind} />
      <DecidedBar kind={kind} />
      <div className={styles.body}>
        <GroupsList />
        <EmptyGroups kind={kind} />
      </div>
      {isComparing ? <Compare /> : null}
    </section>
  );
}
