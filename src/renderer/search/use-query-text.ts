import { useEffect, useRef, useState } from 'react';
import type { Query } from '../../shared/query.ts';
import { type ParsedQuery, parseQuery } from '../../shared/query-language.ts';
import { printQuery } from '../../shared/query-print.ts';
import { useQueryStore } from '../state/query-store.ts';
import { rememberSearch } from '../state/recent-searches.ts';

/** Typing pauses for this long before the grid follows. */
const APPLY_AFTER_MS = 200;
/** The same where a field's name may just be begun: `wid` is not yet what the user looks for. */
const APPLY_UNFINISHED_AFTER_MS = 1000;
/** Half a term is wrong while it is being typed; nobody wants to be told. */
const COMPLAIN_AFTER_MS = 700;

export interface QueryText {
  readonly text: string;
  /** What is wrong with the text, if anything; told once the typing pauses. */
  readonly problem: Extract<ParsedQuery, { ok: false }> | null;
  /** The user typed: applied after a pause where it is a query. @param isUnfinished a field's name may just be begun */
  type(text: string, isUnfinished: boolean): void;
  /** Applies at once. */
  apply(text?: string): void;
  /** The field is left: what was typed is applied and from then on shown as Winnow writes it. */
  leave(): void;
  /** Takes back what was typed and not applied. */
  revert(): void;
}

/** The query of the store as text that can be edited. What is typed stays as typed until the query changes elsewhere. */
export function useQueryText(): QueryText {
  const query = useQueryStore((state) => state.query);
  const [draft, setDraft] = useState<string | null>(null);
  const [isPaused, setPaused] = useState(true);
  /** The draft as of the last event: leaving a field follows on reverting it before anything is rendered. */
  const typed = useRef<string | null>(null);
  const applied = useRef<Query>(query);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const keep = (text: string | null): void => {
    clearTimeout(timer.current);
    typed.current = text;
    setDraft(text);
  };
  const applyTyped = (isDraft: boolean): void => {
    if (typed.current !== null) applied.current = applyText(typed.current, isDraft) ?? applied.current;
  };
  const settle = (): void => {
    if (typed.current === null) return;
    applyTyped(false);
    useQueryStore.getState().settle();
    rememberSearch(typed.current);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of the query itself counts
  useEffect(() => {
    if (query === applied.current) return;
    // The sidebar or the order changed it: what was being typed no longer says what is shown.
    applied.current = query;
    keep(null);
  }, [query]);
  useEffect(() => () => clearTimeout(timer.current), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every letter starts the pause again
  useEffect(() => {
    const pause = setTimeout(() => setPaused(true), COMPLAIN_AFTER_MS);
    return () => clearTimeout(pause);
  }, [draft]);

  const text = draft ?? printQuery(query);
  const parsed = draft === null ? null : parseQuery(draft);
  return {
    text,
    problem: isPaused && parsed?.ok === false ? parsed : null,
    type(wanted, isUnfinished) {
      keep(wanted);
      setPaused(false);
      timer.current = setTimeout(() => applyTyped(true), isUnfinished ? APPLY_UNFINISHED_AFTER_MS : APPLY_AFTER_MS);
    },
    apply(wanted = text) {
      keep(wanted);
      setPaused(true);
      settle();
    },
    leave() {
      settle();
      if (typed.current !== null && parseQuery(typed.current).ok) keep(null);
    },
    revert: () => keep(null),
  };
}

/** Gives the store the query of a text. @returns it; null where the text is no query or says what is asked already */
function applyText(text: string, isDraft: boolean): Query | null {
  const parsed = parseQuery(text);
  const { query, setQuery } = useQueryStore.getState();
  if (!parsed.ok || printQuery(parsed.query) === printQuery(query)) return null;
  setQuery(parsed.query, isDraft);
  return parsed.query;
}
