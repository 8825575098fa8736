import { tagNameSchema } from '../../shared/decision-api.ts';

export interface TagChoices {
  /** Tags of the dataset that fit what is typed: those that begin so first. */
  readonly known: readonly string[];
  /** What is typed, where it is a tag that the dataset does not have yet; else null. */
  readonly fresh: string | null;
  /** Why what is typed cannot be a tag; null: it can, or nothing is typed. */
  readonly problem: string | null;
}

/** What the tag dialog offers for what is typed so far. */
export function tagChoices(typed: string, tags: readonly string[]): TagChoices {
  const wanted = typed.trim().toLowerCase();
  const begins = tags.filter((tag) => tag.toLowerCase().startsWith(wanted));
  const contains = tags.filter((tag) => !begins.includes(tag) && tag.toLowerCase().includes(wanted));
  const known = [...begins, ...contains];
  if (wanted === '') return { known, fresh: null, problem: null };
  const parsed = tagNameSchema.safeParse(typed);
  if (!parsed.success)
    return { known, fresh: null, problem: sentence(parsed.error.issues[0]?.message ?? 'This cannot be a tag') };
  return { known, fresh: tags.includes(parsed.data) ? null : parsed.data, problem: null };
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
