import { ActionIcon, Tooltip } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import type { CompletionOption } from '../../shared/query-complete.ts';
import { printValue } from '../../shared/query-print.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { forgetSearch, recentSearches } from '../state/recent-searches.ts';
import { SEARCH_INPUT_ID } from '../state/ui-store.ts';
import { openView } from '../state/views.ts';
import { acceptOption, isFieldBegun } from './completion-keys.ts';
import { OfferList } from './OfferList.tsx';
import styles from './QueryField.module.css';
import { QueryHelp } from './QueryHelp.tsx';
import { QuerySyntax } from './QuerySyntax.tsx';
import { SaveStar } from './SaveStar.tsx';
import type { SearchOffer } from './search-offers.ts';
import { useCompletion } from './use-completion.ts';
import { useQueryText } from './use-query-text.ts';

/** The text field of the query: applies while typing, colours and completes it, and underlines what is wrong. */
export function QueryField() {
  const query = useQueryText();
  const { text } = query;
  const { completion, groups, active, marked, isListed, chosenBy, setOpen, setCaret, mark } = useCompletion(text);
  const [isComposing, setComposing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const moveCaret = useCaretAfterRender(input);
  const placeholder = usePlaceholder();
  const listId = useId();
  const problem = isListed ? null : query.problem;

  const edit = (value: string, caret: number): void => {
    query.type(value, isFieldBegun(value, caret));
    setCaret(caret);
    mark('none');
    // Between terms every field fits: told by the arrow keys, not at every space. An empty box offers what was searched before.
    setOpen(value === '' || /[^\s()]$/.test(value.slice(0, caret)));
  };
  const set = (value: string): void => {
    query.apply(value);
    setOpen(false);
    setCaret(value.length);
    input.current?.focus();
  };
  const accept = (offer: SearchOffer): void => {
    if (offer.kind === 'recent') set(offer.text);
    else if (offer.kind === 'view') {
      setOpen(false);
      openView(offer.view);
    } else complete(offer);
  };
  const complete = (offer: CompletionOption): void => {
    const edited = acceptOption(text, completion, offer);
    moveCaret(edited.caret);
    edit(edited.text, edited.caret);
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    const chosen = chosenBy(event.key);
    if (chosen !== null) accept(chosen);
    else if (event.key === 'Delete' && event.shiftKey && marked?.kind === 'recent') forgetSearch(marked.text);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      setOpen(true);
      mark(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter') {
      query.apply();
      setOpen(false);
    } else if (event.key === 'Escape' && isListed && text !== '') setOpen(false);
    else if (event.key === 'Escape') {
      query.revert();
      event.currentTarget.blur();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={styles.field} data-wrong={problem !== null || undefined}>
      <IconSearch className={styles.icon} size={16} aria-hidden />
      <div className={styles.area} data-composing={isComposing || undefined}>
        <input
          ref={input}
          id={SEARCH_INPUT_ID}
          className={styles.input}
          role="combobox"
          aria-label="Search"
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-expanded={isListed}
          aria-controls={listId}
          aria-activedescendant={isListed && active >= 0 ? `${listId}-${active}` : undefined}
          aria-invalid={problem !== null}
          autoComplete="off"
          spellCheck={false}
          dir="ltr"
          placeholder={placeholder}
          value={text}
          onChange={(event) => edit(event.currentTarget.value, event.currentTarget.selectionStart ?? 0)}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
          onKeyDown={onKeyDown}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={() => setComposing(false)}
          onFocus={() => {
            recentSearches();
            mark('none');
            if (text === '') setOpen(true);
          }}
          onBlur={() => {
            setOpen(false);
            query.leave();
          }}
        />
        <QuerySyntax text={text} problem={problem} input={input} />
      </div>
      {text === '' ? null : (
        <Tooltip label="Clear">
          <ActionIcon size={24} aria-label="Clear the search" onClick={() => set('')}>
            <IconX size={14} />
          </ActionIcon>
        </Tooltip>
      )}
      <SaveStar />
      <QueryHelp onTry={set} />
      {isListed ? <OfferList id={listId} groups={groups} active={active} onAccept={accept} onForget={forgetSearch} /> : null}
      {problem === null ? null : (
        <div className={styles.problem} role="alert">
          {problem.message}
        </div>
      )}
    </div>
  );
}

/** Puts the caret where it is wanted once a text that was set is in the field: React leaves it at the end. */
function useCaretAfterRender(input: { readonly current: HTMLInputElement | null }): (caret: number) => void {
  const wanted = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    input.current?.setSelectionRange(wanted.current, wanted.current);
    wanted.current = null;
  });
  return (caret) => {
    wanted.current = caret;
  };
}

/** An example with a class of the dataset that is short enough for a hint. */
function usePlaceholder(): string {
  const example = useDatasetStore((state) => state.dataset?.classes.find((name) => name.length <= 16)) ?? 'cat';
  return `Search: label:${printValue(example)} -tag:remove width<200`;
}
