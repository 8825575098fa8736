import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { giveLabel } from '../../../src/main/index/given-labels.ts';
import { isCarriedField } from '../../../src/shared/carried-field.ts';
import {
  CLAIM_MEANING,
  CLAIMS,
  COMPARISONS,
  DEFAULT_QUERY,
  type Filter,
  isTextField,
  type NumberField,
  type Query,
  SORT_FIELDS,
  type SortField,
  TEXT_FIELDS,
  type TextField,
} from '../../../src/shared/query.ts';
import { claimState } from '../../../src/shared/query-claim.ts';
import { withoutField } from '../../../src/shared/query-edit.ts';
import { allOf, clausesOf } from '../../../src/shared/query-normal.ts';
import { STATUSES } from '../../../src/shared/sample.ts';
import { DERIVED_SCORES, isRunNumber } from '../../../src/shared/score.ts';
import { countSql, filterSql, numberSql, ORACLE_NUMBERS } from './filter-sql.ts';
import { context, expectSameIds, idsBySql, onIndex } from './on-index.ts';
import type { SmallIndex } from './small-index.ts';
import { arbitrarySample, FORMATS, LABELS, type SampleRow, SPLITS, TAGS } from './small-sample.ts';

const isStored = (field: SortField): boolean =>
  !DERIVED_SCORES.some((name) => field === `score.${name}`) && field !== 'prediction' && !isRunNumber(field);
/** Fields of claims and counts that SQL knows nothing of. */
const OWN_ORACLE: ReadonlySet<string> = new Set(['issue', 'prediction', 'correct', 'wrong']);

const COUNTED = CLAIMS.filter((claim) => !OWN_ORACLE.has(CLAIM_MEANING[claim].field));
const RANGES = ORACLE_NUMBERS.filter((field) => field !== 'id' && !field.startsWith('group.'));

/** Corners on points, on edges between them, and anywhere; outlines that cross themselves, and that are only a line. */
const coordinate = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.integer({ min: -500, max: 500 }).map((n) => n / 100),
);
const polygon = fc.array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 12 }).map((corners) => corners.flat());

const leaf: fc.Arbitrary<Filter> = fc.oneof(
  equals('label', [...LABELS, 'unknown']),
  equals('split', SPLITS),
  equals('status', STATUSES),
  equals('format', FORMATS),
  equals('tag', [...TAGS, 'unknown']),
  fc.record({
    kind: fc.constant('compare' as const),
    field: fc.constantFrom(...ORACLE_NUMBERS),
    comparison: fc.constantFrom(...COMPARISONS),
    value: fc.oneof(fc.integer({ min: -2, max: 10 }), fc.double({ noNaN: true, noDefaultInfinity: true, min: -10, max: 10 })),
  }),
  fc.record({
    kind: fc.constant('path' as const),
    pattern: fc.constantFrom('train/*', '*.jpg', '*A?.JPG', '*/b*', '*', '?', 'val/b0.jpg', '*t*1*', 'deep/*l*/??.jpg', '', '[*'),
  }),
  fc.record({ kind: fc.constant('contains' as const), text: fc.constantFrom('a', 'DOG', '/', '1', '.jpg', 'no', '', 'jpgt') }),
  fc.record({ kind: fc.constant('lasso' as const), polygon }),
  fc.record({
    kind: fc.constant('is' as const),
    claim: fc.constantFrom(...CLAIMS.filter((claim) => !OWN_ORACLE.has(CLAIM_MEANING[claim].field))),
  }),
);

function equals(field: TextField, values: readonly string[]): fc.Arbitrary<Filter> {
  return fc.record({ kind: fc.constant('equals' as const), field: fc.constant(field), value: fc.constantFrom(...values) });
}

const filter: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3 },
    { arbitrary: leaf, weight: 3 },
    { arbitrary: fc.record({ kind: fc.constant('and' as const), of: fc.array(tie('filter'), { maxLength: 3 }) }), weight: 1 },
    { arbitrary: fc.record({ kind: fc.constant('or' as const), of: fc.array(tie('filter'), { maxLength: 3 }) }), weight: 1 },
    { arbitrary: fc.record({ kind: fc.constant('not' as const), of: tie('filter') }), weight: 1 },
  ),
})).filter;

const query: fc.Arbitrary<Query> = fc.record({
  filter: fc.option(filter),
  sort: fc.record({ field: fc.constantFrom(...SORT_FIELDS.filter(isStored)), descending: fc.boolean() }),
});

const PATH_QUERIES: readonly Query[] = [
  { filter: { kind: 'contains', text: '1' }, sort: { field: 'path', descending: true } },
  { filter: { kind: 'path', pattern: 'train/*' }, sort: { field: 'id', descending: false } },
];

const samples = fc.array(arbitrarySample, { maxLength: 80 });
describe('query', () => {
  it('answers what SQLite answers', async () => {
    await fc.assert(
      fc.asyncProperty(samples, fc.array(query, { minLength: 1, maxLength: 12 }), (rows, queries) =>
        onIndex(rows, async (index, worker) => {
          for (const each of queries) await expectSameIds(index, worker, each);
        }),
      ),
      { numRuns: 40 },
    );
  });

  it('stays the same through changes, additions and deletions', async () => {
    const step: fc.Arbitrary<Step> = fc.oneof(
      fc.record({ kind: fc.constant('insert' as const), rows: fc.array(arbitrarySample, { minLength: 1, maxLength: 5 }) }),
      fc.record({
        kind: fc.constant('change' as const),
        rows: fc.array(fc.tuple(fc.nat(), arbitrarySample), { minLength: 1, maxLength: 5 }),
      }),
      fc.record({ kind: fc.constant('remove' as const), pick: fc.nat() }),
      fc.constant({ kind: 'everything' as const }),
    );
    const steps = fc.array(fc.tuple(step, query), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(samples, steps, (rows, changes) =>
        onIndex(rows, async (index, worker) => {
          for (const [k, [change, asked]] of changes.entries()) {
            const watched = [DEFAULT_QUERY, ...PATH_QUERIES, asked];
            // Asked before the change too, so that there is something remembered that could be wrong after it.
            for (const each of watched) await expectSameIds(index, worker, each);
            const ids = withRegrouped(index, apply(index, change));
            await worker.refresh({ revision: k + 1, ids }, context);
            for (const each of watched) await expectSameIds(index, worker, each);
            expect((await worker.query({ query: asked }, context)).revision).toBe(k + 1);
          }
        }),
      ),
      { numRuns: 40 },
    );
  });
});

it('sees other labels where only they are read again, of few samples and of many', async () => {
  const choice = fc.oneof(
    fc.constant({ isOwn: false } as const),
    fc.option(fc.constantFrom(...LABELS)).map((label) => ({ isOwn: true, label }) as const),
  );
  const relabels = fc.array(fc.tuple(fc.array(fc.nat(), { minLength: 1, maxLength: 9 }), choice, fc.boolean(), query), {
    minLength: 1,
    maxLength: 5,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(arbitrarySample, { minLength: 1, maxLength: 40 }), relabels, (rows, steps) =>
      onIndex(rows, async (index, worker) => {
        for (const [k, [picks, label, isMany, asked]] of steps.entries()) {
          const watched: Query[] = [
            asked,
            { filter: { kind: 'is', claim: 'relabeled' }, sort: { field: 'label', descending: false } },
          ];
          for (const each of watched) await expectSameIds(index, worker, each);
          const ids = picks.map((pick) => 1 + (pick % rows.length));
          giveLabel(index.db, ids, label);
          await worker.refresh({ revision: k + 1, ids: isMany ? null : Uint32Array.from(ids), only: 'labels' }, context);
          for (const each of watched) await expectSameIds(index, worker, each);
        }
      }),
    ),
    { numRuns: 25 },
  );
});

/** Rows are picked by any number, modulo how many there are. */
type Step =
  | { readonly kind: 'insert'; readonly rows: readonly SampleRow[] }
  | { readonly kind: 'change'; readonly rows: readonly (readonly [pick: number, row: SampleRow])[] }
  | { readonly kind: 'remove'; readonly pick: number }
  | { readonly kind: 'everything' };

/** @returns ids for `refresh` */
function apply(index: SmallIndex, step: Step): Uint32Array | null {
  const known = index.db.prepare('SELECT id FROM sample').pluck().all() as number[];
  if (step.kind === 'insert') return Uint32Array.from(step.rows.map(index.insert));
  if (step.kind === 'everything' || known.length === 0) return null;
  const pick = (n: number): number => known[n % known.length] ?? 0;
  if (step.kind === 'change') {
    for (const [n, row] of step.rows) index.update(pick(n), row);
    return Uint32Array.from(step.rows.map(([n]) => pick(n)));
  }
  index.remove(pick(step.pick));
  return Uint32Array.of(pick(step.pick));
}

function withRegrouped(index: SmallIndex, ids: Uint32Array | null): Uint32Array | null {
  const moved = index.regroup();
  return ids === null ? null : Uint32Array.from([...ids, ...moved]);
}

describe('count', () => {
  it('counts by field what SQLite counts', async () => {
    await fc.assert(
      fc.asyncProperty(
        samples,
        query,
        fc.constantFrom(...TEXT_FIELDS.filter((field) => !OWN_ORACLE.has(field))),
        (rows, asked, by) =>
          onIndex(rows, async (index, worker) => {
            const answer = await worker.count({ query: asked, by }, context);
            expect(answer.count).toBe(idsBySql(index, asked).length);
            expect(byName(answer.by ?? [])).toEqual(byName(countsBySql(index, by, asked.filter)));
            expect(answer.by?.map(({ count }) => count)).toEqual(answer.by?.map(({ count }) => count).toSorted((a, b) => b - a));
          }),
      ),
      { numRuns: 40 },
    );
  });
});

type Counted = readonly { readonly value: string | null; readonly count: number }[];

const byName = (values: Counted): Counted => values.toSorted((a, b) => ((a.value ?? '\0') < (b.value ?? '\0') ? -1 : 1));

function countsBySql(index: SmallIndex, field: TextField, wanted: Filter | null): Counted {
  const { text, parameters } = countSql(field, wanted);
  return index.db.prepare(text).all(...parameters) as Counted;
}

function valuesBySql(index: SmallIndex, field: NumberField, wanted: Filter | null): readonly number[] {
  const { text, parameters } = filterSql(wanted);
  const column = numberSql(field);
  return index.db
    .prepare(`SELECT ${column} FROM sample WHERE ${text} AND ${column} IS NOT NULL`)
    .pluck()
    .all(...parameters) as number[];
}

describe('facets', () => {
  it('counts each field without the clauses on itself', async () => {
    await fc.assert(
      fc.asyncProperty(samples, query, (rows, asked) =>
        onIndex(rows, async (index, worker) => {
          const facets = await worker.facets({ query: asked }, context);
          expect(facets.matching).toBe(idsBySql(index, asked).length);
          for (const { field, values } of facets.text) {
            if (!isTextField(field)) continue;
            const counted = countsBySql(index, field, withoutField(asked.filter, field));
            expect(byName(values.filter(({ count }) => count > 0))).toEqual(byName(counted));
          }
          for (const { field, min, max, edges, counts } of facets.ranges) {
            if (isCarriedField(field)) continue;
            const everything = valuesBySql(index, field, null);
            expect([min, max]).toEqual(
              everything.length === 0 ? [null, null] : [Math.min(...everything), Math.max(...everything)],
            );
            const values = valuesBySql(index, field, withoutField(asked.filter, field));
            const isLast = (bin: number): boolean => bin === edges.length - 2;
            const inBin = (value: number, bin: number): boolean =>
              value >= (edges[bin] ?? 0) && (value < (edges[bin + 1] ?? 0) || isLast(bin));
            expect(counts).toEqual(edges.slice(1).map((_, bin) => values.filter((value) => inBin(value, bin)).length));
          }
        }),
      ),
      { numRuns: 40 },
    );
  });

  it('counts claims, and numbers of every kind on either scale, without the clauses on themselves', async () => {
    const ranges = fc.uniqueArray(fc.constantFrom(...RANGES), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(samples, query, ranges, fc.constantFrom('linear', 'log'), (rows, asked, fields, scale) =>
        onIndex(rows, async (index, worker) => {
          const scales = Object.fromEntries(fields.map((field) => [field, scale]));
          const facets = await worker.facets({ query: asked, texts: [], ranges: fields, scales, claims: COUNTED }, context);
          expect(facets.text).toEqual([]);
          for (const { field, edges, counts } of facets.ranges) {
            if (isCarriedField(field)) continue;
            const values = valuesBySql(index, field, withoutField(asked.filter, field));
            expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
            for (const [bin, count] of counts.entries()) {
              const [from, to] = [edges[bin] ?? 0, edges[bin + 1] ?? 0];
              const isLast = bin === counts.length - 1;
              expect(count).toBe(values.filter((value) => value >= from && (value < to || (isLast && value === to))).length);
            }
          }
          for (const { claim, count } of facets.claims ?? []) {
            const others = clausesOf(asked.filter).filter((clause) => claimState({ ...asked, filter: clause }, claim) === null);
            const filter = allOf([...others, { kind: 'is', claim }]);
            expect([claim, count]).toEqual([claim, idsBySql(index, { ...asked, filter }).length]);
          }
        }),
      ),
      { numRuns: 40 },
    );
  });

  it('keeps a value that is asked for in the list when nothing has it', async () => {
    const [row] = fc.sample(arbitrarySample, 1);
    await onIndex(row === undefined ? [] : [{ ...row, label: 'cat' }], async (_, worker) => {
      const asked: Query = {
        filter: { kind: 'equals', field: 'label', value: 'gone' },
        sort: { field: 'path', descending: false },
      };
      const { text } = await worker.facets({ query: asked }, context);
      expect(text.find(({ field }) => field === 'label')?.values).toEqual([
        { value: 'cat', count: 1 },
        { value: 'gone', count: 0 },
      ]);
    });
  });
});

describe('paths', () => {
  it('are compared ignoring case, composed and decomposed, in every script', async () => {
    const [row] = fc.sample(arbitrarySample, 1);
    if (row === undefined) return;
    await onIndex([row, row], async (index, worker) => {
      const rename = index.db.prepare('UPDATE sample SET path = ? WHERE id = ?');
      rename.run('Ünïcode/ΟΔΟΣ/Cafe\u0301 😀.JPG', 1);
      rename.run('plain.jpg', 2);
      await worker.refresh({ revision: 1, ids: Uint32Array.of(1, 2) }, context);
      const found = async (wanted: Filter): Promise<readonly number[]> => [
        ...(await worker.query({ query: { filter: wanted, sort: { field: 'id', descending: false } } }, context)).ids,
      ];
      expect(await found({ kind: 'contains', text: 'ÜNÏ' })).toEqual([1]);
      expect(await found({ kind: 'contains', text: 'οδοσ' })).toEqual([1]);
      expect(await found({ kind: 'contains', text: 'CAFÉ' })).toEqual([1]);
      expect(await found({ kind: 'path', pattern: '?nïcode/*caf? ?.jpg' })).toEqual([1]);
      expect(await found({ kind: 'path', pattern: '*?????????????????????????????' })).toEqual([]);
      expect(await found({ kind: 'contains', text: 'jpg\0plain' })).toEqual([]);
    });
  });
});
