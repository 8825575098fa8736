import { Textarea } from '@mantine/core';
import { IconNote } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { MOST_NOTE, noteSchema } from '../../shared/note.ts';
import { noteOn } from '../state/decisions.ts';
import { useNoteStore } from '../state/note-store.ts';
import styles from './NoteRow.module.css';

export interface NoteRowProps {
  readonly id: number;
  readonly note: string | null;
}

/** What somebody wrote on a sample; a click, or its key, edits it. */
export function NoteRow({ id, note }: NoteRowProps) {
  const isEdited = useNoteStore((state) => state.edited === id);
  const edit = useNoteStore((state) => state.edit);
  if (isEdited) return <NoteField id={id} note={note} />;
  if (note === null) {
    return (
      <button type="button" className={styles.offer} onClick={() => edit(id)}>
        <IconNote size={14} aria-hidden />
        Write a note
      </button>
    );
  }
  return (
    <button type="button" className={styles.note} aria-label={`Edit the note: ${note}`} onClick={() => edit(id)}>
      {note}
    </button>
  );
}

/** Enter or leaving it keeps what was typed, Shift+Enter ends a line, Escape leaves all as it was. */
function NoteField({ id, note }: NoteRowProps) {
  const [typed, setTyped] = useState(note ?? '');
  const edit = useNoteStore((state) => state.edit);
  const text = typed.trim();
  const problem =
    text === '' || noteSchema.safeParse(text).success ? null : `At most ${MOST_NOTE.toLocaleString('en-US')} characters.`;
  const save = (): void => {
    if (problem !== null) return;
    edit(null);
    if (text !== (note ?? '')) void noteOn(Uint32Array.of(id), text === '' ? null : text);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || (event.key !== 'Escape' && (event.key !== 'Enter' || event.shiftKey))) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter') save();
    else edit(null);
  };
  return (
    <Textarea
      aria-label="Note"
      placeholder="What is to be said of this picture"
      autosize
      minRows={2}
      maxRows={10}
      ref={focusAtEnd}
      error={problem}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={save}
    />
  );
}

function focusAtEnd(field: HTMLTextAreaElement | null): void {
  if (field === null || field === document.activeElement) return;
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}
