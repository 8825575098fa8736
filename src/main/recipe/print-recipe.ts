import { stringify } from 'yaml';
import { limitText, RECIPE_VERSION, type Recipe, type RecipeExport, type RecipeRule } from '../../shared/recipe.ts';
import { printGrouping } from '../../shared/split-grouping.ts';

/** What a recipe leaves out of the decisions it was made from, for its comments. */
export interface RecipeNotes {
  /** Where it comes from: `267 samples of pictures`. */
  readonly from: string;
  /** A line each. */
  readonly leftOut: readonly string[];
}

/** A recipe as a YAML file with comments; `readRecipe` reads it back. */
export function printRecipe(recipe: Recipe, { from, leftOut }: RecipeNotes): string {
  const { name, decidedMs, embed, layout, cuts, rules, limits } = recipe;
  const limited = Object.fromEntries(limits.map(({ of, most }) => [of, 'count' in most ? most.count : limitText(most)]));
  return [
    comment(`A recipe of Winnow: what was decided about ${from}, to be done to other data:`),
    comment('  winnow apply THIS-FILE FOLDER OUT'),
    section({ 'winnow-recipe': RECIPE_VERSION, name }),
    ...(decidedMs === null
      ? []
      : [
          comment('What exports say of when this was decided, so that the same data give the same bytes.'),
          section({ decided: new Date(decidedMs).toISOString() }),
        ]),
    comment(
      'Whether the built-in model looks at the pictures first: outliers, and copies cut out of another picture, need it.',
      true,
    ),
    section({ embed }),
    ...(layout === null
      ? []
      : [
          comment('Which level of folders splits and classes are read from, the first is 1; null: none.', true),
          section({ layout: { splits: shownLevel(layout.splitLevel), classes: shownLevel(layout.labelLevel) } }),
        ]),
    comment(
      'Scores below which a picture has an issue, 0 to 1. What is not named here has the cut that Winnow has for it.',
      true,
    ),
    section({ cuts }),
    comment(
      'Followed one after the other; queries are those of the search box. What is tagged “remove” is left out below.',
      true,
    ),
    section({ rules: rules.map(entryOf) }),
    ...leftOut.map((line) => comment(line)),
    comment(
      'Nothing is exported where one is passed, and the exit status is 3: a count, or a share of the samples. For instance',
      true,
    ),
    comment('  limits: {leaks: 0, corrupt: 2%, unlabeled: 5%}'),
    section({ limits: limited }),
    comment('How the new dataset is made: the options of “winnow export”, of which there are also paths, classes,', true),
    comment('other-classes, unlabeled, removed, convert, resize, weights, and balance: {target: max, seed: 0}.'),
    section({ export: exportEntry(recipe.export) }),
  ].join('');
}

const shownLevel = (level: number | null): number | null => (level === null ? null : level + 1);

function comment(text: string, isApart = false): string {
  return `${isApart ? '\n' : ''}# ${text}\n`;
}

/** Long queries stay on one line: folded ones are hard to edit. */
function section(value: object): string {
  return stringify(value, { lineWidth: 0, defaultStringType: 'PLAIN' });
}

function entryOf(rule: RecipeRule): object {
  switch (rule.kind) {
    case 'remove':
      return { remove: rule.where };
    case 'tag':
      return { tag: rule.tag, where: rule.where };
    case 'untag':
      return { untag: rule.tag, where: rule.where };
    case 'relabel':
      return { relabel: rule.to, where: rule.where };
    case 'keep-best':
      return { 'keep-best': rule.of, by: rule.by, ...(rule.where === null ? {} : { where: rule.where }) };
    default:
      return rule satisfies never;
  }
}

/** What is undefined is not written. The order of the keys is always the same, whatever asked for them. */
function exportEntry({ format, files, where, split, stripPrivate, otherClasses, ...more }: RecipeExport): object {
  const { paths, classes, unlabeled, removed, convert, resize, weights, balance } = more;
  return {
    format,
    files,
    where,
    ...splitEntry(split),
    'strip-private': stripPrivate,
    paths,
    classes,
    'other-classes': otherClasses,
    unlabeled,
    removed,
    convert,
    resize,
    weights,
    balance,
  };
}

function splitEntry(split: RecipeExport['split']): object {
  if (split.mode === 'keep') return { splits: 'keep' };
  const grouped = { 'group-by': split.groupBy.map(printGrouping), seed: split.seed };
  if (split.mode === 'repair') return { splits: 'repair', ...grouped };
  const shares = Object.fromEntries(split.shares.map(({ name, share }) => [name, share]));
  return { splits: shares, 'split-by': split.balance, ...grouped };
}
