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

/** Puts a tag on another key, whose tag goes to the one that is left free. @param place from 0; null: on no key */
export function movedQuickTag(quickTags: QuickTags, tag: string, place: number | null): QuickTags {
  const from = quickTags.indexOf(tag);
  const taken = place === null ? null : (quickTags[place] ?? null);
  const left = from < 0 ? quickTags : quickTags.with(from, taken === tag ? null : taken);
  return place === null ? left : left.with(place, tag);
}

/** The action whose key puts a tag on; null: none does. */
export function actionOfTag(quickTags: QuickTags, tag: string): string | null {
  if (LETTERED.includes(tag)) return `decide.${tag}`;
  const place = quickTags.indexOf(tag);
  return place < 0 ? null : `decide.tag-${place + 1}`;
}

/** The key a tag is on: `R`, `K`, `1`…`9`; null: none. */
export function keyOfTag(quickTags: QuickTags, tag: string): string | null {
  if (tag === 'remove') return 'R';
  if (tag === 'keep') return 'K';
  const place = quickTags.indexOf(tag);
  return place < 0 ? null : String(place + 1);
}
