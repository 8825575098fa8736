import { useState } from 'react';
import { type Completion, type CompletionOption, completeQuery } from '../../shared/query-complete.ts';
import { useRecentSearches } from '../state/recent-searches.ts';
import { useViews } from '../state/views.ts';
import { nextOption, takesFirst } from './completion-keys.ts';
import { type OfferGroup, type SearchOffer, searchOffers } from './search-offers.ts';
import { useKnownValues } from './use-known-values.ts';

export interface QueryCompletion {
  readonly completion: Completion;
  /** What is offered, in the order shown; without the completion that is typed in full already. */
  readonly groups: readonly OfferGroup[];
  /** Place of the marked offer among all; -1: none. */
  readonly active: number;
  readonly marked: SearchOffer | null;
  readonly isListed: boolean;
  /** The offer that Tab or Enter takes now: the marked one, or the first completion where the term is begun (see `takesFirst`). */
  chosenBy(key: string): SearchOffer | null;
  setOpen(isOpen: boolean): void;
  setCaret(caret: number): void;
  /** Marks the next or previous offer, or none again. */
  mark(step: 1 | -1 | 'none'): void;
}

/** What could be typed at the caret, searches made before and views, and which of it is marked. */
export function useCompletion(text: string): QueryCompletion {
  const [caret, setCaret] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const completion = completeQuery(text, caret, useKnownValues(text, caret, isOpen));
  const typed = text.slice(completion.start, completion.end);
  const options: readonly CompletionOption[] = completion.options.filter(({ insert }) => insert !== typed);
  const recent = useRecentSearches((state) => state.texts);
  const views = useViews();
  const groups = searchOffers({ text, options, recent, views });
  const offers = groups.flatMap((group) => group.offers);
  const isListed = isOpen && offers.length > 0;
  const place = Math.min(active, offers.length - 1);
  return {
    completion,
    groups,
    active: place,
    marked: offers[place] ?? null,
    isListed,
    chosenBy(key) {
      if (!isListed || (key !== 'Tab' && key !== 'Enter')) return null;
      const first =
        options.length > 0 && takesFirst(key, typed, completion) ? offers.find(({ kind }) => kind === 'completion') : null;
      return offers[place] ?? first ?? null;
    },
    setOpen,
    setCaret,
    mark(step) {
      setActive(step === 'none' || offers.length === 0 ? -1 : nextOption(place, step, offers.length));
    },
  };
}
