import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type NumberField, TEXT_FIELDS } from '../../../src/shared/query.ts';
import { numberSql } from './filter-sql.ts';
import { context, onIndex } from './on-index.ts';
import { arbitrarySample, type SampleRow } from './small-sample.ts';
import { valuesOf } from './values-oracle.ts';

it('has the value of every sample, the most frequent first', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(arbitrarySample, { maxLength: 40 }),
      fc.constantFrom(...TEXT_FIELDS.filter((field) => field !== 'prediction')),
      (rows, field) =>
        onIndex(rows, async (index, worker) => {
          const column = await worker.column({ field }, context);
          if (column.kind !== 'text') throw new Error('expected texts');
          const { ids, values, names, counts } = column;
          const expected = valuesOf(index, field);
          expect(Array.from(ids, (id, k) => [id, names[values[k] ?? -1]])).toEqual([...expected]);
          expect(names[0]).toBeNull();
          const all = [...expected.values()];
          expect(counts).toEqual(names.map((name) => all.filter((value) => value === name).length));
          expect(counts.slice(1)).toEqual(counts.slice(1).toSorted((a, b) => b - a));
          expect(counts.slice(1)).not.toContain(0);
        }),
    ),
    { numRuns: 60 },
  );
});

it('has the numbers of every sample as singles, and what they lie between', async () => {
  const fields: readonly NumberField[] = ['id', 'sizeBytes', 'score.blurry', 'score.outlier', 'map.x', 'group.near'];
  await fc.assert(
    fc.asyncProperty(fc.array(arbitrarySample, { maxLength: 30 }), fc.constantFrom(...fields), (rows, field) =>
      onIndex(rows, async (index, worker) => {
        const column = await worker.column({ field }, context);
        if (column.kind !== 'number') throw new Error('expected numbers');
        const numbers = index.db
          .prepare(`SELECT ${numberSql(field)} FROM sample ORDER BY id`)
          .pluck()
          .all() as (number | null)[];
        expect([...column.values]).toEqual(numbers.map((value) => Math.fround(value ?? Number.NaN)));
        const there = numbers.filter((value) => value !== null);
        expect([column.min, column.max]).toEqual(there.length === 0 ? [null, null] : [Math.min(...there), Math.max(...there)]);
      }),
    ),
    { numRuns: 60 },
  );
});

it('names the odd ones by their scores, which are worked out', async () => {
  const [row] = fc.sample(arbitrarySample, 1);
  if (row === undefined) return;
  const sized = (width: number): SampleRow => ({ ...row, status: 'ok', width, height: 100 });
  await onIndex([sized(100), sized(50), sized(100)], async (_, worker) => {
    expect(await worker.column({ field: 'score.odd-aspect-ratio' }, context)).toMatchObject({ min: 0.5, max: 1 });
  });
});
