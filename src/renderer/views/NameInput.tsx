import { type KeyboardEvent, useEffect, useRef } from 'react';
import styles from './NameInput.module.css';

export interface NameInputProps {
  readonly name: string;
  /** @param name null: it stays as it is */
  readonly onDone: (name: string | null) => void;
}

/** A name that is changed in its place: Enter and leaving it take it, Escape does not. */
export function NameInput({ name, onDone }: NameInputProps) {
  const input = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);
  useEffect(() => input.current?.select(), []);
  const end = (typed: string | null): void => {
    if (isDone.current) return;
    isDone.current = true;
    const trimmed = typed?.trim() ?? '';
    onDone(trimmed === '' ? null : trimmed);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') end(event.currentTarget.value);
    else if (event.key === 'Escape') end(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <input
      ref={input}
      className={styles.input}
      aria-label={`New name of “${name}”`}
      defaultValue={name}
      maxLength={100}
      onKeyDown={onKeyDown}
      onBlur={(event) => end(event.currentTarget.value)}
    />
  );
}
