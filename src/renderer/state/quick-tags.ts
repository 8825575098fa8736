/** Tags on the keys 1 to 9; null: the key is free. */
export type QuickTags = readonly (string | null)[];

export const QUICK_TAG_KEYS = 9;
export const NO_QUICK_TAGS: QuickTags = Array<string | null>(QUICK_TAG_KEYS).fill(null);

/** Tags with a letter of their own. */
const LETTERED = ['remove', 'keep'];

/** Gives a tag the lowest free key. A key once given stays, whatever tags come later: fingers remember it. */
export function withQuickTag(quickTags: QuickTags, tag: string): QuickTags {
  if (LETTERED.includes(tag) || quickTags.includes(tag)) return quickTags;
  const free = quickTags.indexOf(null);
  return free < 0 ? quickTags : quickTags.with(free, tag);
}

/** The key a tag is on: `R`, `K`, `1`…`9`; null: none. */
export function keyOfTag(quickTags: QuickTags, tag: string): string | null {
  if (tag === 'remove') return 'R';
  if (tag === 'keep') return 'K';
  const place = quickTags.indexOf(tag);
  return place < 0 ? null : String(place + 1);
}
