import type { ClassIssue } from './class-issues.ts';
import { type ClassName, classNameOf, isOneEdit, shortenedKeys } from './class-name.ts';

/** How alike two names are, most alike first; the score of the issue, lower = surer that one is meant by both. */
const LIKENESS = {
  spacing: { score: 0, words: 'differs only by case, spacing or punctuation' },
  plural: { score: 0.25, words: 'differs only by plural or singular' },
  spelling: { score: 0.5, words: 'differs by one letter' },
} as const;
type Likeness = keyof typeof LIKENESS;

/** A word this long is hardly turned into another word by one letter. */
const LONG_WORD = 8;
/** Shorter ones are ("martin", "marten"), but for a name that is rare beside the other. */
const SHORTEST_WORD = 5;
const RARE_BESIDE = 0.1;

interface Counted extends ClassName {
  readonly samples: number;
}

/**
 * Names that differ from a more frequent one only by case, spacing, punctuation, plural or one letter. Digits that differ
 * never count, nor do letters that stand alone ("type A", "type B"), nor a word's first letter, which is seldom mistyped.
 */
export function similarClassNames(names: readonly { readonly name: string; readonly samples: number }[]): readonly ClassIssue[] {
  const counted = names.map(({ name, samples }): Counted => ({ ...classNameOf(name), samples }));
  const order = counted.toSorted((a, b) => b.samples - a.samples || (a.name < b.name ? -1 : 1));
  const found = new Map<Counted, { readonly of: Counted; readonly likeness: Likeness }>();
  for (const likeness of ['spacing', 'plural', 'spelling'] as const) {
    for (const group of groupsOf(order, likeness)) {
      for (const [index, name] of group.entries()) {
        if (found.has(name)) continue;
        const of = group.slice(0, index).find((other) => isAlike(other, name, likeness));
        if (of !== undefined) found.set(name, { of, likeness });
      }
    }
  }
  return [...found].map(([name, { of, likeness }]) => issueOf(name, of, likeness));
}

/** Names that share a key, the most frequent first. */
function groupsOf(names: readonly Counted[], likeness: Likeness): Iterable<readonly Counted[]> {
  const groups = new Map<string, Counted[]>();
  for (const name of names) {
    for (const key of keysOf(name, likeness)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [name]);
      else if (group.at(-1) !== name) group.push(name);
    }
  }
  return groups.values();
}

function keysOf(name: Counted, likeness: Likeness): readonly string[] {
  if (likeness === 'spacing') return [name.folded];
  return likeness === 'plural' ? [name.stem] : shortenedKeys(name, SHORTEST_WORD);
}

function isAlike(frequent: Counted, rare: Counted, likeness: Likeness): boolean {
  if (frequent.digits !== rare.digits || rare.folded === '') return false;
  // Letters as classes: "a" and "A" are two.
  if (likeness === 'spacing') return [...rare.folded].length > 1;
  if (likeness === 'plural') return frequent.folded !== rare.folded;
  const isRare = rare.samples <= RARE_BESIDE * frequent.samples;
  return isOneEdit(frequent, rare, isRare ? SHORTEST_WORD : LONG_WORD);
}

function issueOf(name: Counted, of: Counted, likeness: Likeness): ClassIssue {
  const { score, words } = LIKENESS[likeness];
  const reason = `${words} from “${of.name}” (${name.samples} and ${of.samples} samples)`;
  return { kind: 'class-name', class: name.name, score, reason, suggestion: of.name };
}
