import { classNameSchema } from '../../shared/decision-api.ts';
import type { ClassCount } from '../state/class-counts.ts';
import type { Choice } from './choice.ts';
import { formatCount } from './format.ts';

/** A class to give; null: none any more. */
export interface LabelChoice extends Choice {
  readonly label: string | null;
}

export interface LabelChoices {
  readonly choices: readonly LabelChoice[];
  /** Why what is typed cannot be a class; null: it can, or nothing is typed. */
  readonly problem: string | null;
}

/** More are found by typing. */
const MOST_CHOICES = 200;
const NO_LABEL: LabelChoice = { name: 'no label', text: 'No label', label: null };

/**
 * What the label dialog offers for what is typed so far: the class of that name, those that begin so, those that contain it,
 * each in the order given; then a new class of that name, and no label.
 */
export function labelChoices(typed: string, classes: readonly ClassCount[]): LabelChoices {
  const name = typed.trim();
  const wanted = name.toLowerCase();
  const rank = (known: string): number => {
    const lower = known.toLowerCase();
    if (known === name) return 0;
    if (lower === wanted) return 1;
    return lower.startsWith(wanted) ? 2 : lower.includes(wanted) ? 3 : 4;
  };
  const known = classes
    .map((one) => ({ ...one, rank: rank(one.name) }))
    .filter((one) => one.rank < 4)
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, MOST_CHOICES)
    .map((one): LabelChoice => ({ name: one.name, text: one.name, hint: formatCount(one.samples), label: one.name }));
  const none = NO_LABEL.name.startsWith(wanted) ? [NO_LABEL] : [];
  if (name === '') return { choices: [...known, ...none], problem: null };
  const parsed = classNameSchema.safeParse(name);
  if (!parsed.success) {
    const because = parsed.error.issues.at(-1)?.message ?? 'this cannot be a class';
    return { choices: known, problem: `${because.slice(0, 1).toUpperCase()}${because.slice(1)}.` };
  }
  const isKnown = classes.some((one) => one.name === name);
  const fresh: LabelChoice = { name, text: `New class “${name}”`, label: name, isNew: true };
  return { choices: [...known, ...(isKnown ? [] : [fresh]), ...none], problem: null };
}
