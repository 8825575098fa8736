import type { CompletionOption } from '../../shared/query-complete.ts';
import type { SavedView } from '../../shared/saved-view.ts';

/** What the list under the search box offers, and what taking it does. */
export type SearchOffer =
  | ({ readonly kind: 'completion' } & CompletionOption)
  | { readonly kind: 'recent'; readonly text: string }
  | { readonly kind: 'view'; readonly view: SavedView };

export interface OfferGroup {
  readonly title: string;
  readonly offers: readonly SearchOffer[];
}

const MOST_RECENT = 6;
const MOST_VIEWS = 6;
/** A word that begins a view's name offers few of them: most words are looked for. */
const MOST_VIEWS_NAMED = 3;

export interface Offered {
  /** The whole text of the box. */
  readonly text: string;
  readonly options: readonly CompletionOption[];
  readonly recent: readonly string[];
  readonly views: readonly SavedView[];
}

/**
 * In an empty box the searches made before, then saved views, then what a query can begin with; elsewhere what completes the
 * term, and views whose name begins with all that is typed.
 */
export function searchOffers({ text, options, recent, views }: Offered): readonly OfferGroup[] {
  const completions: OfferGroup = {
    title: 'Completions',
    offers: options.map((option) => ({ kind: 'completion', ...option })),
  };
  const groups: readonly OfferGroup[] =
    text.trim() === ''
      ? [
          { title: 'Recent searches', offers: recent.slice(0, MOST_RECENT).map((one) => ({ kind: 'recent', text: one })) },
          { title: 'Views', offers: views.slice(0, MOST_VIEWS).map(offerOf) },
          { ...completions, title: 'Fields' },
        ]
      : [completions, { title: 'Views', offers: viewsNamed(views, text).map(offerOf) }];
  return groups.filter(({ offers }) => offers.length > 0);
}

const offerOf = (view: SavedView): SearchOffer => ({ kind: 'view', view });

function viewsNamed(views: readonly SavedView[], text: string): readonly SavedView[] {
  const wanted = text.trim().toLowerCase();
  const isBegun = ({ name }: SavedView): boolean =>
    name
      .toLowerCase()
      .split(/\s+/)
      .some((_, at, words) => words.slice(at).join(' ').startsWith(wanted));
  return views.filter(isBegun).slice(0, MOST_VIEWS_NAMED);
}

/** Different for each offer of a list. */
export function offerKey(offer: SearchOffer): string {
  switch (offer.kind) {
    case 'completion':
      return `completion ${offer.insert}`;
    case 'recent':
      return `recent ${offer.text}`;
    case 'view':
      return `view ${offer.view.id}`;
    default:
      return offer satisfies never;
  }
}
