import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printRecipe } from '../../../src/main/recipe/print-recipe.ts';
import { readRecipe } from '../../../src/main/recipe/read-recipe.ts';
import { EXPORT_FORMATS, FILE_MODES, KEEP_OR_DROP, PICTURE_FORMATS } from '../../../src/shared/export.ts';
import { FORMATS } from '../../../src/shared/export-formats.ts';
import { GROUP_KINDS, SCORE_KINDS } from '../../../src/shared/issue.ts';
import { KEEP_RULES } from '../../../src/shared/keep-best.ts';
import type { Recipe, RecipeLimit, RecipeRule } from '../../../src/shared/recipe.ts';
import type { SplitGrouping, SplitRules } from '../../../src/shared/split.ts';

const MINIMAL = 'winnow-recipe: 1\nname: a\nexport: {format: folders}\n';

/** Names as people give them: with what YAML and the query language read as their own. */
const name = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
    fc.constantFrom('no', '1e3', 'a: b', '# x', '- y', '{}', "'", '"\\'),
  )
  .filter((text) => /^(?=.*\S)\P{Cc}+$/u.test(text) && text.isWellFormed());
const tag = name.map((text) => text.trim()).filter((text) => text !== '' && !text.startsWith('-') && text.length <= 64);
const where = fc.constantFrom('issue:corrupt', '-tag:remove', 'label:"sea lion" score.blurry<0.2', '"two words" OR width<64', '');
const rule: fc.Arbitrary<RecipeRule> = fc.oneof(
  fc.record({ kind: fc.constant('remove' as const), where }),
  fc.record({ kind: fc.constantFrom('tag' as const, 'untag' as const), tag, where }),
  fc.record({ kind: fc.constant('relabel' as const), to: fc.option(name), where }),
  fc.record({
    kind: fc.constant('keep-best' as const),
    of: fc.constantFrom(...GROUP_KINDS),
    by: fc.uniqueArray(fc.constantFrom(...KEEP_RULES), { minLength: 1 }),
    where: fc.option(where),
  }),
);
const groupBy = fc.array(
  fc.oneof<fc.Arbitrary<SplitGrouping>[]>(
    fc.constant({ by: 'folder' }),
    fc.constant({ by: 'name', pattern: '^(.+)_\\d+: #' }),
    fc.record({ by: fc.constant('time' as const), seconds: fc.integer({ min: 0, max: 999 }), isPerFolder: fc.boolean() }),
    fc.constant({ by: 'field', field: 'label' }),
  ),
  { maxLength: 3 },
);
const seed = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const split: fc.Arbitrary<SplitRules> = fc.oneof(
  fc.constant<SplitRules>({ mode: 'keep' }),
  fc.record({ mode: fc.constant('repair' as const), groupBy, seed }),
  fc.record({
    mode: fc.constant('new' as const),
    shares: fc.constantFrom(
      [{ name: 'train', share: 1 }],
      [
        { name: 'a b', share: 0.75 },
        { name: 'no', share: 0.25 },
      ],
    ),
    balance: fc.constantFrom('stratified' as const, 'random' as const),
    groupBy,
    seed,
  }),
);
const limit: fc.Arbitrary<RecipeLimit> = fc.record({
  of: fc.constantFrom('leaks' as const, 'unlabeled' as const, 'corrupt' as const, 'near-duplicate' as const),
  most: fc.oneof(
    fc.record({ count: fc.nat() }),
    fc.integer({ min: 0, max: 1000 }).map((thousandths) => ({ share: Number((thousandths / 1000).toFixed(3)) })),
  ),
});
const level = fc.option(fc.integer({ min: 0, max: 15 }));
/** What goes together: links are never changed, and not every format has weights. */
const asks = fc
  .record(
    {
      format: fc.constantFrom(...EXPORT_FORMATS),
      files: fc.constantFrom(...FILE_MODES),
      where,
      split,
      stripPrivate: fc.boolean(),
      paths: fc.constantFrom('relative' as const, 'absolute' as const),
      classes: fc.array(name, { minLength: 1, maxLength: 3 }),
      otherClasses: fc.constantFrom('refuse' as const, 'drop' as const),
      unlabeled: fc.constantFrom(...KEEP_OR_DROP),
      removed: fc.constantFrom(...KEEP_OR_DROP),
      convert: fc.constantFrom(...PICTURE_FORMATS),
      resize: fc.integer({ min: 1, max: 16_384 }),
      weights: fc.boolean(),
      balance: fc.record({ target: fc.constantFrom('max' as const, 'median' as const, 12), seed }),
    },
    { requiredKeys: ['format', 'files', 'where', 'split', 'stripPrivate'] },
  )
  .map(({ convert, resize, balance, weights, ...asked }) => ({
    ...asked,
    stripPrivate: asked.stripPrivate && asked.files === 'copy',
    ...(asked.files === 'copy' ? { convert, resize } : {}),
    ...(asked.files === 'copy' && FORMATS[asked.format].says !== 'boxes' ? { balance } : {}),
    ...(FORMATS[asked.format].hasWeights === true ? { weights } : {}),
  }));
const recipe: fc.Arbitrary<Recipe> = fc.record({
  name,
  decidedMs: fc.option(fc.integer({ min: 0, max: 4e12 })),
  embed: fc.boolean(),
  layout: fc.option(fc.record({ splitLevel: level, labelLevel: level })),
  cuts: fc.dictionary(fc.constantFrom(...SCORE_KINDS), fc.double({ min: 0, max: 1, noNaN: true }).map(Math.abs), {
    noNullPrototype: true,
  }),
  rules: fc.array(rule, { maxLength: 5 }),
  limits: fc.uniqueArray(limit, { selector: ({ of }) => of, maxLength: 3 }),
  export: asks,
});

describe('a recipe as a file', () => {
  it('is read as it was written, whatever the names in it', () => {
    fc.assert(
      fc.property(recipe, name, (made, from) => {
        const notes = { from: JSON.stringify(from), leftOut: ['Decisions about samples: 3.'] };
        expect(readRecipe(printRecipe(made, notes), 'recipe.yaml')).toEqual(made);
      }),
    );
  });

  it('has what Winnow does by itself where it says nothing', () => {
    expect(readRecipe(MINIMAL, 'recipe.yaml')).toMatchObject({
      embed: false,
      cuts: {},
      rules: [],
      limits: [],
      export: { files: 'copy', where: '-tag:remove', split: { mode: 'keep' }, stripPrivate: false },
    });
  });

  it.each([
    ['', /line 1, column 1: .*expected/],
    ['a: [', /line 1, column \d+: no YAML/],
    [`${MINIMAL}rulez: []\n`, /line 4, column 1 \(rulez\): there is no key "rulez"\. Did you mean "rules"\?/],
    [`${MINIMAL}cuts: {blury: 0.2}\n`, /line 4, column 8 \(cuts\.blury\)/],
    [`${MINIMAL}cuts: {blurry: high}\n`, /line 4, column 16 \(cuts\.blurry\): expected number, received string/],
    [`${MINIMAL}rules:\n  - remove: issue:blury\n`, /line 5, column 13 \(rules\.0\.remove\): no query: /],
    [
      `${MINIMAL}rules:\n  - delete: issue:blurry\n`,
      /line 5, column 5 \(rules\.0\): expected one of remove, tag, untag, relabel, keep-best/,
    ],
    [
      `${MINIMAL}rules:\n  - tag: x\n    whre: is:tagged\n`,
      /line 5, column 5 \(rules\.0\.where\): expected string, received undefined/,
    ],
    [
      `${MINIMAL}limits: {corrupt: 2 percent}\n`,
      /line 4, column 19 \(limits\.corrupt\): expected a count such as 0, or a share such as 2%/,
    ],
    [`${MINIMAL}limits: {outlier: 0}\n`, /the limit of "outlier" needs a model/],
    ['winnow-recipe: 2\nname: a\nexport: {format: csv}\n', /line 1, column 16 \(winnow-recipe\): expected 1/],
    ['winnow-recipe: 1\nname: a\nexport: {format: zip}\n', /line 3, column 18 \(export\.format\): expected one of "folders"/],
    [
      'winnow-recipe: 1\nname: a\nexport:\n  format: csv\n  splits: {a: 0.5, b: 0.6}\n',
      /line 5, column 11 \(export\.splits\): The shares sum to 110%/,
    ],
    [
      'winnow-recipe: 1\nname: a\nexport:\n  format: csv\n  group-by: [foldr]\n',
      /line 5, column 14 \(export\.group-by\.0\): There is no "foldr" to group by/,
    ],
    [
      'winnow-recipe: 1\nname: a\nexport:\n  format: csv\n  resize: 0\n',
      /line 5, column 11 \(export\.resize\): Too small: expected number to be >=1/,
    ],
    [
      'winnow-recipe: 1\nname: a\nexport:\n  format: csv\n  balance: {target: most}\n',
      /line 5, column 21 \(export\.balance\.target\): expected max, median or a whole number/,
    ],
    [
      'winnow-recipe: 1\nname: a\nexport:\n  format: csv\n  balance: {target: max, sed: 1}\n',
      /line 5, column 26 \(export\.balance\.sed\): there is no key "sed"\. Did you mean "seed"\?/,
    ],
    [
      'winnow-recipe: 1\nname: a\nexport: {format: csv, files: hardlink, resize: 64}\n',
      /recipe\.yaml: Pictures can be changed in copies only: with "hardlink"/,
    ],
  ])('%j is refused with its place and what was expected', (text, message) => {
    expect(() => readRecipe(text, 'recipe.yaml')).toThrow(message);
  });

  it('that is no recipe at all is an error in words, never another', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        try {
          readRecipe(text, 'recipe.yaml');
        } catch (error) {
          expect(error).toMatchObject({ code: 'bad_request' });
          expect(String(error)).toContain('recipe.yaml');
        }
      }),
    );
  });
});
