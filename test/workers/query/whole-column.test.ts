import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ISSUE_KINDS } from '../../../src/shared/issue.ts';
import { type NumberField, TEXT_FIELDS, type TextField } from '../../../src/shared/query.ts';
import { numberSql } from './filter-sql.ts';
import { issuesOf, readRows } from './issue-oracle.ts';
import { context, onIndex } from './on-index.ts';
import { arbitrarySample, type SampleRow, type SmallIndex } from './small-index.ts';

type Named = ReadonlyMap<number, string | null>;

const TEXTS: Readonly<Record<Exclude<TextField, 'issue' | 'prediction'>, string>> = {
  label: '(SELECT name FROM class WHERE class.id = class_id)',
  consensus: '(SELECT class FROM annotation_consensus JOIN active_annotation_set USING (set_id) WHERE sample_id = sample.id)',
  split: '(SELECT name FROM split WHERE split.id = split_id)',
  status: 'status',
  format: 'format',
  note: '(SELECT text FROM note WHERE note.sample_id = sample.id)',
  tag: '(SELECT min(name) FROM sample_tag JOIN tag ON tag.id = tag_id WHERE sample_id = sample.id)',
};

/** The value of each sample, read plainly. */
function valuesOf(index: SmallIndex, field: Exclude<TextField, 'prediction'>): Named {
  if (field !== 'issue') {
    const rows = index.db.prepare(`SELECT id, ${TEXTS[field]} AS value FROM sample ORDER BY id`).all() as {
      readonly id: number;
      readonly value: string | null;
    }[];
    return new Map(rows.map(({ id, value }) => [id, value]));
  }
  const issues = issuesOf(readRows(index), {});
  const ids = index.db.prepare('SELECT id FROM sample ORDER BY id').pluck().all() as number[];
  return new Map(ids.map((id) => [id, ISSUE_KINDS.find((kind) => issues[kind].has(id)) ?? null]));
}

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
