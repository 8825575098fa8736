import { ActionIcon, Switch, Tooltip } from '@mantine/core';
import { IconLayoutSidebar, IconLayoutSidebarRight, IconX } from '@tabler/icons-react';
import type { GroupKind } from '../../shared/issue.ts';
import { ISSUES } from '../../shared/issue-meanings.ts';
import { useGroupsStore } from '../state/groups.ts';
import { closeIssue } from '../state/issues.ts';
import { useUiStore } from '../state/ui-store.ts';
import { formatCount, formatNoun } from '../ui/format.ts';
import { KeyTooltip } from '../ui/KeyTooltip.tsx';
import styles from './GroupsHeader.module.css';
import { KeepAll } from './KeepAll.tsx';
import { KeepRules } from './KeepRules.tsx';

/** What kind of groups these are, how many, by which rules one is kept, and one decision for all. */
export function GroupsHeader({ kind }: { readonly kind: GroupKind }) {
  const { title, explains } = ISSUES[kind];
  return (
    <header className={styles.header}>
      <div className={styles.line}>
        <PanelToggle side="left" />
        <h2 className={styles.title}>{title}</h2>
        <p className={styles.explains} title={explains}>
          {explains}
        </p>
        <KeyTooltip action="groups.leave" label="Back to the grid">
          <ActionIcon aria-label="Back to the grid" onClick={closeIssue}>
            <IconX size={16} />
          </ActionIcon>
        </KeyTooltip>
        <PanelToggle side="right" />
      </div>
      <div className={styles.line}>
        <Counts />
        <OnlyOpen kind={kind} />
        <span className={styles.space} />
        <KeepRules />
        <KeepAll />
      </div>
    </header>
  );
}

/** `18 of 24 groups open`. */
function Counts() {
  const total = useGroupsStore((state) => state.total);
  const open = useGroupsStore((state) => state.open);
  const isFirst = useGroupsStore((state) => state.isFirst);
  if (isFirst) return <span className={styles.counts} />;
  return (
    <span className={styles.counts} role="status">
      <b>{formatCount(open)}</b> of {formatNoun(total, 'group')} open
    </span>
  );
}

function OnlyOpen({ kind }: { readonly kind: GroupKind }) {
  const isOnlyOpen = useGroupsStore((state) => state.list.isOnlyOpen);
  const show = useGroupsStore((state) => state.show);
  return (
    <Switch size="xs" label="Only open" checked={isOnlyOpen} onChange={(event) => show(kind, event.currentTarget.checked)} />
  );
}

const PANELS = {
  left: { setting: 'isSidebarOpen', name: 'sidebar', key: 'B', icon: IconLayoutSidebar },
  right: { setting: 'isDetailsOpen', name: 'details', key: 'I', icon: IconLayoutSidebarRight },
} as const;

function PanelToggle({ side }: { readonly side: 'left' | 'right' }) {
  const { setting, name, key, icon: Icon } = PANELS[side];
  const isOpen = useUiStore((state) => state[setting]);
  const change = useUiStore((state) => state.change);
  const label = `${isOpen ? 'Hide' : 'Show'} the ${name} (${key})`;
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} aria-pressed={isOpen} onClick={() => change({ [setting]: !isOpen })}>
        <Icon size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
