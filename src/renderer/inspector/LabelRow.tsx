import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useUiStore } from '../state/ui-store.ts';
import styles from './Details.module.css';
import { labelBeforeText } from './label-before.ts';

export interface LabelRowProps {
  readonly label: string | null;
  /** Where it was relabelled: what was found; absent: it was not. */
  readonly labelBefore?: string | null | undefined;
}

/** A sample's label, which can be changed, and what it was before the user did. */
export function LabelRow({ label, labelBefore }: LabelRowProps) {
  const openDialog = useUiStore((state) => state.openDialog);
  const before = labelBeforeText(label, labelBefore);
  return (
    <div className={styles.fact}>
      <dt>Label</dt>
      <dd className="wn-selectable">
        <span>
          {label ?? <span className={styles.none}>none</span>}
          {before === null ? null : <span className={styles.before}>{before}</span>}
        </span>
        <Tooltip label="Another label (L)">
          <ActionIcon size={20} aria-label="Change the label" onClick={() => openDialog('label')}>
            <IconPencil size={13} />
          </ActionIcon>
        </Tooltip>
      </dd>
    </div>
  );
}
