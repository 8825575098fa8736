import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useClassCounts } from '../state/class-counts.ts';
import { relabel } from '../state/decisions.ts';
import { ChoiceField } from '../ui/ChoiceField.tsx';
import { labelChoices } from '../ui/label-choices.ts';
import styles from './Details.module.css';
import { labelBeforeText } from './label-before.ts';

export interface LabelRowProps {
  readonly id: number;
  readonly label: string | null;
  /** Where it was relabelled: what was found; absent: it was not. */
  readonly labelBefore?: string | null | undefined;
}

/** A sample's label, which is changed where it stands, and what it was before the user did. */
export function LabelRow({ id, label, labelBefore }: LabelRowProps) {
  const [isEdited, setEdited] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const before = labelBeforeText(label, labelBefore);
  const leave = (how: 'key' | 'focus'): void => {
    setEdited(false);
    // The button is there again with the next frame.
    if (how === 'key') requestAnimationFrame(() => pencil.current?.focus());
  };
  return (
    <div className={styles.fact}>
      <dt>Label</dt>
      <dd className="wn-selectable">
        {isEdited ? (
          <LabelField id={id} label={label} onLeave={leave} />
        ) : (
          <>
            <button type="button" className={styles.label} title="Change the label" onClick={() => setEdited(true)}>
              {label ?? <span className={styles.none}>none</span>}
              {before === null ? null : <span className={styles.before}>{before}</span>}
            </button>
            <Tooltip label="Another label">
              <ActionIcon ref={pencil} size={20} aria-label="Change the label" onClick={() => setEdited(true)}>
                <IconPencil size={13} />
              </ActionIcon>
            </Tooltip>
          </>
        )}
      </dd>
    </div>
  );
}

/** Completes from the classes of the dataset; Enter gives the label as one decision, Escape leaves it. */
function LabelField({
  id,
  label,
  onLeave,
}: Pick<LabelRowProps, 'id' | 'label'> & { readonly onLeave: (how: 'key' | 'focus') => void }) {
  const [typed, setTyped] = useState('');
  const { choices, problem } = labelChoices(typed, useClassCounts());
  return (
    <ChoiceField
      label="Class"
      listLabel="Classes"
      placeholder={label ?? 'Name of the class'}
      typed={typed}
      onType={setTyped}
      choices={choices}
      problem={problem}
      onChoose={(choice) => {
        onLeave('key');
        if (choice.label !== label) void relabel(Uint32Array.of(id), choice.label);
      }}
      inPlace={{ onLeave }}
    />
  );
}
