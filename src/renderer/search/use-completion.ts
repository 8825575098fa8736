import { useState } from 'react';
import { type Completion, type CompletionOption, type CompletionValues, completeQuery } from '../../shared/query-complete.ts';
import { DECODABLE_FORMATS, STATUSES } from '../../shared/sample.ts';
import { usePredictions } from '../state/confusion.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { nextOption, takesFirst } from './completion-keys.ts';

export interface QueryCompletion {
  readonly completion: Completion;
  /** Without the one that is typed in full already. */
  readonly options: readonly CompletionOption[];
  /** Place of the marked option; -1: none. */
  readonly active: number;
  readonly isListed: boolean;
  /** The option that Tab or Enter takes now: the marked one, or the first where the term is begun (see `takesFirst`). */
  chosenBy(key: string): CompletionOption | null;
  setOpen(isOpen: boolean): void;
  setCaret(caret: number): void;
  /** Marks the next or previous option, or none again. */
  mark(step: 1 | -1 | 'none'): void;
}

const NONE: readonly string[] = [];

/** What could be typed at the caret, and which of it is marked. */
export function useCompletion(text: string): QueryCompletion {
  const [caret, setCaret] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const completion = completeQuery(text, caret, useKnownValues());
  const typed = text.slice(completion.start, completion.end);
  const options = completion.options.filter(({ insert }) => insert !== typed);
  const isListed = isOpen && options.length > 0;
  return {
    completion,
    options,
    active,
    isListed,
    chosenBy(key) {
      if (!isListed || (key !== 'Tab' && key !== 'Enter')) return null;
      const first = takesFirst(key, typed, completion) ? options[0] : undefined;
      return options[active] ?? first ?? null;
    },
    setOpen,
    setCaret,
    mark(step) {
      setActive(step === 'none' || options.length === 0 ? -1 : nextOption(active, step, options.length));
    },
  };
}

function useKnownValues(): CompletionValues {
  const dataset = useDatasetStore((state) => state.dataset);
  const { data: predictions } = usePredictions();
  return {
    classes: dataset?.classes ?? NONE,
    splits: dataset?.splits ?? NONE,
    tags: dataset?.tags ?? NONE,
    statuses: STATUSES,
    formats: DECODABLE_FORMATS,
    predicted: predictions?.runs.find(({ isActive }) => isActive)?.classes ?? NONE,
    runs: predictions?.runs.map(({ name }) => name) ?? NONE,
  };
}
