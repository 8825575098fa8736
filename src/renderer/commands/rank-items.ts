import { type FuzzyMatch, fuzzyMatch } from '../../shared/fuzzy-match.ts';
import type { PaletteItem } from './palette-item.ts';

export interface RankedItem {
  readonly item: PaletteItem;
  /** Letters of the title that were typed. */
  readonly at: readonly number[];
  readonly isRecent: boolean;
}

/** More are found by typing. */
export const MOST_ITEMS = 50;
/** What was used lately counts as much as half a word that begins so. */
const RECENT_BONUS = 4;
const GROUP_WEIGHT = 0.6;
const WORDS_WEIGHT = 0.7;
/** What cannot be done comes after what can, and is found nevertheless. */
const DISABLED_WEIGHT = 0.8;

/**
 * Lines that fit what is typed, best first; each word typed must be in the title, the kind or the other words. Nothing typed:
 * what was used lately, then all, what cannot be done last.
 * @param recent ids, the last used first
 */
export function rankItems(items: readonly PaletteItem[], typed: string, recent: readonly string[]): readonly RankedItem[] {
  const words = typed.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return inOrder(items, recent);
  return items
    .flatMap((item) => {
      const match = matchOf(item, words);
      if (match === null) return [];
      const isRecent = recent.includes(item.id);
      const score = (match.score + (isRecent ? RECENT_BONUS : 0)) * (item.whyNot === null ? 1 : DISABLED_WEIGHT);
      return [{ item, at: match.at, isRecent, score }];
    })
    .toSorted((a, b) => b.score - a.score)
    .slice(0, MOST_ITEMS);
}

function inOrder(items: readonly PaletteItem[], recent: readonly string[]): readonly RankedItem[] {
  const placeOf = (item: PaletteItem): number => {
    const place = item.whyNot === null ? recent.indexOf(item.id) : -1;
    return place >= 0 ? place : item.whyNot === null ? recent.length : recent.length + 1;
  };
  return items
    .map((item) => ({ item, at: [], place: placeOf(item), isRecent: placeOf(item) < recent.length }))
    .toSorted((a, b) => a.place - b.place)
    .slice(0, MOST_ITEMS);
}

function matchOf(item: PaletteItem, words: readonly string[]): FuzzyMatch | null {
  let score = 0;
  const at: number[] = [];
  for (const word of words) {
    const inTitle = fuzzyMatch(word, item.title);
    const elsewhere = Math.max(
      (fuzzyMatch(word, item.kind)?.score ?? 0) * GROUP_WEIGHT,
      (fuzzyMatch(word, item.words ?? '')?.score ?? 0) * WORDS_WEIGHT,
    );
    if (inTitle === null && elsewhere === 0) return null;
    score += Math.max(inTitle?.score ?? 0, elsewhere);
    if (inTitle !== null && inTitle.score >= elsewhere) at.push(...inTitle.at);
  }
  return { score, at };
}
