import { TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import styles from './ChoiceField.module.css';
import type { Choice } from './choice.ts';

export interface ChoiceFieldProps<T extends Choice> {
  /** What is asked for: names the text field. */
  readonly label: string;
  /** Names the list. */
  readonly listLabel: string;
  readonly placeholder: string;
  readonly icon?: ReactNode;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  /** What fits what is typed, the likeliest first. */
  readonly choices: readonly T[];
  /** Why what is typed cannot be chosen; null: it can. */
  readonly problem: string | null;
  readonly onChoose: (choice: T) => void;
  /** In the middle of a page: small, with the focus from the first, its list over what comes below; left by Escape and without a choice. */
  readonly inPlace?: { readonly onLeave: (how: 'key' | 'focus') => void };
}

/** A text field with a list that completes it: arrows mark, Tab completes, Enter takes. */
export function ChoiceField<T extends Choice>(props: ChoiceFieldProps<T>) {
  const { label, listLabel, placeholder, icon, typed, onType, choices, problem, onChoose, inPlace } = props;
  const [active, setActive] = useState(0);
  const listId = useId();
  const marked = Math.min(active, choices.length - 1);

  const onKeyDown = (event: KeyboardEvent): void => {
    const choice = choices[marked];
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setActive(Math.min(marked + 1, choices.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(marked - 1, 0));
    else if (event.key === 'Tab' && choice !== undefined && !event.shiftKey) onType(choice.name);
    else if (event.key === 'Enter' && choice !== undefined) onChoose(choice);
    else if (event.key === 'Escape' && inPlace !== undefined) inPlace.onLeave('key');
    else return;
    event.preventDefault();
  };

  return (
    <div className={styles.field} data-in-place={inPlace !== undefined || undefined}>
      <TextInput
        data-autofocus
        ref={inPlace === undefined ? undefined : takeFocus}
        {...(inPlace === undefined ? {} : { size: 'xs' })}
        role="combobox"
        aria-expanded={choices.length > 0}
        aria-controls={listId}
        aria-activedescendant={marked < 0 ? undefined : `${listId}-${marked}`}
        aria-label={label}
        placeholder={placeholder}
        leftSection={icon}
        error={problem}
        value={typed}
        onChange={(event) => {
          onType(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => inPlace?.onLeave('focus')}
      />
      <div className={styles.choices} id={listId} role="listbox" aria-label={listLabel}>
        {choices.map((choice, index) => (
          <div
            key={`${choice.isNew === true} ${choice.name}`}
            id={`${listId}-${index}`}
            ref={index === marked ? scrollIntoView : undefined}
            role="option"
            tabIndex={-1}
            className={styles.choice}
            aria-selected={index === marked}
            onPointerDown={() => onChoose(choice)}
          >
            {choice.isNew === true ? <IconPlus size={14} aria-hidden /> : null}
            <span className={styles.name}>{choice.text}</span>
            {choice.hint === undefined ? null : <span className={styles.hint}>{choice.hint}</span>}
          </div>
        ))}
      </div>
    </div>
  );
}

function scrollIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}

function takeFocus(input: HTMLInputElement | null): void {
  input?.focus();
}
