import { ActionIcon, Tooltip } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { type CompletionOption, completeQuery } from '../../shared/query-complete.ts';
import { printValue } from '../../shared/query-print.ts';
import { DECODABLE_FORMATS, STATUSES } from '../../shared/sample.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { SEARCH_INPUT_ID } from '../state/ui-store.ts';
import { CompletionList } from './CompletionList.tsx';
import { acceptOption, isFieldBegun, nextOption } from './completion-keys.ts';
import styles from './QueryField.module.css';
import { QueryHelp } from './QueryHelp.tsx';
import { useQueryText } from './use-query-text.ts';

const NONE: readonly string[] = [];

/** The text field of the query: applies while typing, completes, and underlines what is wrong. */
export function QueryField() {
  const { text, problem: found, type, apply, leave, revert } = useQueryText();
  const dataset = useDatasetStore((state) => state.dataset);
  const input = useRef<HTMLInputElement>(null);
  const [caret, setCaret] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  /** Where the caret goes once the text that was just set is there. */
  const wantedCaret = useRef<number | null>(null);
  const listId = useId();

  useLayoutEffect(() => {
    if (wantedCaret.current === null || input.current === null) return;
    input.current.setSelectionRange(wantedCaret.current, wantedCaret.current);
    wantedCaret.current = null;
  });

  const completion = completeQuery(text, caret, {
    classes: dataset?.classes ?? NONE,
    splits: dataset?.splits ?? NONE,
    tags: dataset?.tags ?? NONE,
    statuses: STATUSES,
    formats: DECODABLE_FORMATS,
  });
  const typedTerm = text.slice(completion.start, completion.end);
  const options = completion.options.filter(({ insert }) => insert !== typedTerm);
  const isListed = isOpen && options.length > 0;
  const problem = isListed ? null : found;

  const edit = (value: string, at: number): void => {
    type(value, isFieldBegun(value, at));
    setCaret(at);
    setActive(-1);
    // Between terms every field fits: told by the arrow keys, not at every space.
    setOpen(/[^\s()]$/.test(value.slice(0, at)));
  };
  const accept = (option: CompletionOption): void => {
    const edited = acceptOption(text, completion, option);
    wantedCaret.current = edited.caret;
    edit(edited.text, edited.caret);
    setOpen(/[:<>=]$/.test(option.insert));
    input.current?.focus();
  };
  const set = (value: string): void => {
    apply(value);
    setOpen(false);
    setCaret(value.length);
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const option = options[active] ?? (event.key === 'Tab' && typedTerm !== '' ? options[0] : undefined);
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      setOpen(true);
      if (options.length > 0) setActive(nextOption(active, event.key === 'ArrowDown' ? 1 : -1, options.length));
    } else if ((event.key === 'Enter' || event.key === 'Tab') && isListed && option !== undefined) accept(option);
    else if (event.key === 'Enter') {
      apply();
      setOpen(false);
    } else if (event.key === 'Escape' && isListed) setOpen(false);
    else if (event.key === 'Escape') {
      revert();
      event.currentTarget.blur();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={styles.field} data-wrong={problem !== null || undefined}>
      <IconSearch className={styles.icon} size={16} aria-hidden />
      <div className={styles.area}>
        <Underline text={text} problem={problem} input={input} />
        <input
          ref={input}
          id={SEARCH_INPUT_ID}
          className={styles.input}
          role="combobox"
          aria-label="Search"
          aria-autocomplete="list"
          aria-expanded={isListed}
          aria-controls={listId}
          aria-activedescendant={isListed && active >= 0 ? `${listId}-${active}` : undefined}
          aria-invalid={problem !== null}
          autoComplete="off"
          spellCheck={false}
          placeholder={`Search: label:${printValue(exampleClass(dataset?.classes ?? NONE))} -tag:remove width<200`}
          value={text}
          onChange={(event) => edit(event.currentTarget.value, event.currentTarget.selectionStart ?? 0)}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
          onKeyDown={onKeyDown}
          onBlur={() => {
            setOpen(false);
            leave();
          }}
        />
      </div>
      {text === '' ? null : (
        <Tooltip label="Clear">
          <ActionIcon size={24} aria-label="Clear the search" onClick={() => set('')}>
            <IconX size={14} />
          </ActionIcon>
        </Tooltip>
      )}
      <QueryHelp onTry={set} />
      {isListed ? (
        <CompletionList id={listId} options={options} active={active} onAccept={accept} />
      ) : problem === null ? null : (
        <div className={styles.problem} role="alert">
          {problem.message}
        </div>
      )}
    </div>
  );
}

/** A class of the dataset, short enough for a hint. */
function exampleClass(classes: readonly string[]): string {
  return classes.find((name) => name.length <= 16) ?? 'cat';
}

interface UnderlineProps {
  readonly text: string;
  readonly problem: { readonly start: number; readonly end: number } | null;
  readonly input: { readonly current: HTMLInputElement | null };
}

/** Lies under the text, letter over letter, and marks what is wrong; scrolled along with a long text. */
function Underline({ text, problem, input }: UnderlineProps) {
  const mirror = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const field = input.current;
    if (field === null || problem === null) return;
    const follow = (): void => {
      if (mirror.current !== null) mirror.current.scrollLeft = field.scrollLeft;
    };
    follow();
    field.addEventListener('scroll', follow);
    return () => field.removeEventListener('scroll', follow);
  }, [input, problem]);
  if (problem === null) return null;
  const end = Math.max(problem.end, problem.start + 1);
  return (
    <div ref={mirror} className={styles.mirror} aria-hidden="true">
      {text.slice(0, problem.start)}
      <span className={styles.wrong}>{text.slice(problem.start, end) || ' '}</span>
      {text.slice(end)}
    </div>
  );
}
