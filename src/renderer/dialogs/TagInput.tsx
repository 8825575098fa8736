import { Modal, TextInput } from '@mantine/core';
import { IconPlus, IconTag } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { useDatasetStore } from '../state/dataset-store.ts';
import { currentTargets, tagTargets } from '../state/decisions.ts';
import { useUiStore } from '../state/ui-store.ts';
import { formatNoun } from '../ui/format.ts';
import styles from './TagInput.module.css';
import { tagChoices } from './tag-choices.ts';

const NONE: readonly string[] = [];
/** Offered before anyone used them: what the keys R and K say. */
const USUAL_TAGS = ['remove', 'keep'];

/** Asks for a tag, completing from those the dataset has, and tags the targets: `tag` of the ui store. */
export function TagInput() {
  const isOpen = useUiStore((state) => state.dialog === 'tag');
  return isOpen ? <TagDialog /> : null;
}

function TagDialog() {
  const [targets] = useState(currentTargets);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const tags = useDatasetStore((state) => state.dataset?.tags) ?? NONE;
  const closeDialog = useUiStore((state) => state.closeDialog);
  const giveKey = useUiStore((state) => state.giveKey);
  const listId = useId();
  const { known, fresh, problem } = tagChoices(typed, [...new Set([...tags, ...USUAL_TAGS])]);
  const choices = fresh === null ? known : [...known, fresh];
  const marked = Math.min(active, choices.length - 1);

  const choose = (tag: string): void => {
    closeDialog();
    giveKey(tag);
    void tagTargets(tag, true, targets);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const choice = choices[marked];
    if (event.key === 'ArrowDown') setActive(Math.min(marked + 1, choices.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(marked - 1, 0));
    else if (event.key === 'Tab' && choice !== undefined && !event.shiftKey) setTyped(choice);
    else if (event.key === 'Enter' && choice !== undefined) choose(choice);
    else return;
    event.preventDefault();
  };

  return (
    <Modal
      opened
      title={`Tag ${formatNoun(targets.length, 'sample')}`}
      size={360}
      yOffset="18vh"
      centered={false}
      onClose={closeDialog}
    >
      <TextInput
        data-autofocus
        role="combobox"
        aria-expanded={choices.length > 0}
        aria-controls={listId}
        aria-activedescendant={marked < 0 ? undefined : `${listId}-${marked}`}
        aria-label="Tag"
        placeholder="Name of the tag"
        leftSection={<IconTag size={16} />}
        error={problem}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className={styles.choices} id={listId} role="listbox" aria-label="Tags">
        {choices.map((tag, index) => (
          <div
            key={tag}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            className={styles.choice}
            aria-selected={index === marked}
            onPointerDown={() => choose(tag)}
          >
            {tag === fresh ? <IconPlus size={14} aria-hidden /> : null}
            <span className={styles.name}>{tag === fresh ? `New tag “${tag}”` : tag}</span>
          </div>
        ))}
      </div>
    </Modal>
  );
}
