import type { Section } from './sections.ts';

/** Fields that are listed at once: a run may have a thousand classes, each with its probability. */
const MOST_LISTED = 120;

/** Sections whose title or name has all words of a search, in any case; `left` are too many to list. */
export function foundSections(
  sections: readonly Section[],
  search: string,
): { readonly found: readonly Section[]; readonly left: number } {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const all = sections.filter(({ title, name }) => {
    const text = `${title} ${name}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return { found: all.slice(0, MOST_LISTED), left: Math.max(0, all.length - MOST_LISTED) };
}
