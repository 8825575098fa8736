import { expect, it } from 'vitest';
import { deriveRecipe } from '../../../src/main/recipe/derive-recipe.ts';
import { generalises } from '../../../src/main/recipe/generalises.ts';
import type { StandingDecision } from '../../../src/main/recipe/standing-decisions.ts';

const decision = (given: Partial<StandingDecision>): StandingDecision => ({
  id: 1,
  kind: 'tag',
  value: 'remove',
  sampleCount: 3,
  atMs: 5,
  query: null,
  rule: null,
  ...given,
});
const derived = (...decisions: readonly StandingDecision[]) =>
  deriveRecipe({ name: 'a', decisions, cuts: { blurry: 0.2 }, layout: null, model: null, export: { format: 'csv' } });

it('takes what was decided by queries as rules, in their order, and counts the rest', () => {
  const { recipe, leftOut } = derived(
    decision({ query: 'issue:corrupt' }),
    decision({ query: 'issue:near-duplicate', rule: '{"keepBest":"near-duplicate","by":["resolution"]}' }),
    decision({ kind: 'relabel', value: 'cat', query: 'label:kitten' }),
    decision({ kind: 'relabel', value: 'cat', query: 'label:kitten' }),
    decision({ kind: 'relabel', value: null, query: 'label:unknown' }),
    decision({ value: 'night', query: 'score.dark<0.2' }),
    decision({ kind: 'retag', value: '{"tag":"keep","insteadOf":"remove"}', query: 'tag:remove' }),
    decision({ query: 'group.near=12' }),
    decision({}),
    decision({ kind: 'not-issue', value: 'blurry', query: 'issue:blurry' }),
  );
  expect(recipe.rules).toEqual([
    { kind: 'remove', where: 'issue:corrupt' },
    { kind: 'keep-best', of: 'near-duplicate', by: ['resolution'], where: null },
    { kind: 'relabel', to: 'cat', where: 'label:kitten' },
    { kind: 'relabel', to: null, where: 'label:unknown' },
    { kind: 'tag', tag: 'night', where: 'score.dark<0.2' },
    { kind: 'tag', tag: 'keep', where: 'tag:remove' },
    { kind: 'untag', tag: 'remove', where: 'tag:remove' },
  ]);
  expect(recipe.cuts).toEqual({ blurry: 0.2 });
  expect(recipe.export).toMatchObject({ format: 'csv', where: '-tag:remove' });
  expect(leftOut.join(' ')).toContain('tags 2 (6 samples), no issue after all 1 (3 samples)');
});

it('has the built-in model look at the pictures where it did, and says so of others', () => {
  const source = { name: 'a', decisions: [], cuts: {}, layout: null, export: {} };
  expect(deriveRecipe({ ...source, model: { title: 'Built in', isBuiltIn: true } })).toMatchObject({
    recipe: { embed: true },
    leftOut: [],
  });
  const other = deriveRecipe({ ...source, model: { title: 'CLIP', isBuiltIn: false } });
  expect(other.recipe.embed).toBe(false);
  expect(other.leftOut.join(' ')).toContain('CLIP looked at the pictures');
});

it.each([
  ['issue:blurry -path:2024/*', true],
  ['label:cat OR width<64', true],
  ['is:unlabeled', true],
  ['id=3', false],
  ['-(group.exact=4)', false],
  ['lasso:"0,0 4,0 2,3"', false],
  ['run:a is:wrong', false],
  ['label!=prediction', false],
  ['sort:width', false],
  ['nonsense:', false],
] as const)('“%s” means the same of other data: %s', (query, expected) => {
  expect(generalises(query)).toBe(expected);
});
