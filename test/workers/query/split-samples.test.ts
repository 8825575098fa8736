import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SplitRules } from '../../../src/shared/split.ts';
import { context, onIndex } from './on-index.ts';
import type { SmallIndex } from './small-index.ts';
import { arbitrarySample, PLAIN, type SampleRow } from './small-sample.ts';

const EVERY = { filter: null };
const HALVES = [
  { name: 'train', share: 0.5 },
  { name: 'val', share: 0.5 },
];
const NEW: Extract<SplitRules, { readonly mode: 'new' }> = {
  mode: 'new',
  shares: HALVES,
  balance: 'stratified',
  groupBy: [],
  seed: 1,
};

function pathsOf(index: SmallIndex): ReadonlyMap<number, string> {
  const rows = index.db.prepare('SELECT id, path FROM sample').all() as { readonly id: number; readonly path: string }[];
  return new Map(rows.map(({ id, path }) => [id, path]));
}

/** Ids of copies of each other, of any kind. */
function copiesIn(index: SmallIndex): readonly (readonly number[])[] {
  const groups = index.db
    .prepare('SELECT json_group_array(sample_id) FROM duplicate GROUP BY kind, group_id')
    .pluck()
    .all() as string[];
  return groups.map((ids) => JSON.parse(ids) as number[]);
}

/** The split of each path. */
async function splitOf(rows: readonly SampleRow[], rules: SplitRules): Promise<ReadonlyMap<string, string | null>> {
  const found = new Map<string, string | null>();
  await onIndex(rows, async (index, worker) => {
    const { ids, splits, report } = await worker.split({ query: EVERY, rules }, context);
    const paths = pathsOf(index);
    for (const [at, id] of ids.entries()) found.set(paths.get(id) ?? '', report.splits[(splits[at] ?? 0) - 1]?.name ?? null);
  });
  return found;
}

describe('samples dealt to splits', () => {
  it('are those of the query that could be read, copies together, counted as they are dealt', async () => {
    const rules = fc.constantFrom<SplitRules>(NEW, { ...NEW, balance: 'random' }, { mode: 'repair', groupBy: [], seed: 1 });
    await fc.assert(
      fc.asyncProperty(fc.array(arbitrarySample, { maxLength: 40 }), rules, (rows, asked) =>
        onIndex(rows, async (index, worker) => {
          const { ids, splits, report } = await worker.split({ query: EVERY, rules: asked }, context);
          const ok = index.db.prepare("SELECT id FROM sample WHERE status = 'ok' ORDER BY path").pluck().all();
          expect([...ids]).toEqual(ok);
          const of = new Map([...ids].map((id, at) => [id, splits[at] ?? 0]));
          for (const group of copiesIn(index)) {
            const met = new Set(group.map((id) => of.get(id) ?? 0).filter((split) => split !== 0));
            expect(met.size).toBeLessThanOrEqual(1);
          }
          expect(report.leaks).toEqual({ groups: 0, samples: 0 });
          for (const [at, { count }] of report.splits.entries()) {
            expect(count).toBe(splits.filter((split) => split === at + 1).length);
            expect(count).toBe(report.classes.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0));
          }
          expect(report.unsplit).toBe(splits.filter((split) => split === 0).length);
        }),
      ),
      { numRuns: 60 },
    );
  });

  it('count labels in force, and leave out what the query does not ask for', async () => {
    const given = { found: 'Cat' };
    const rows: readonly SampleRow[] = [
      ...Array.from({ length: 4 }, () => ({ ...PLAIN, label: 'cat', given })),
      { ...PLAIN, label: 'cat', tags: ['remove'] },
      { ...PLAIN, label: null },
    ];
    await onIndex(rows, async (_, worker) => {
      const query = { filter: { kind: 'not', of: { kind: 'equals', field: 'tag', value: 'remove' } } } as const;
      const { report } = await worker.split({ query, rules: NEW }, context);
      expect(report.classes.map(({ label, counts }) => [label, counts.reduce((sum, count) => sum + count, 0)])).toEqual([
        ['cat', 4],
        [null, 1],
      ]);
      expect(report.splits.map(({ target }) => target)).toEqual([2.5, 2.5]);
    });
  });

  it('are the same whatever order the folder was indexed in, and others with another seed', async () => {
    // Paths are given by place: four names that take turns.
    const rows = Array.from({ length: 40 }, (_, at): SampleRow => ({ ...PLAIN, label: at % 3 === 0 ? 'cat' : 'sea lion' }));
    const first = await splitOf(rows, NEW);
    expect(await splitOf(rows, NEW)).toEqual(first);
    expect(await splitOf(rows, { ...NEW, seed: 2 })).not.toEqual(first);
    const shifted = new Map<string, string | null>();
    await onIndex([], async (index, worker) => {
      const paths = [...first.keys()];
      const insert = index.db.prepare(
        "INSERT INTO sample (path, size_bytes, mtime_ms, status, class_id) VALUES (?, 1, 1, 'ok', ?)",
      );
      const classOf = index.db.prepare('SELECT id FROM class WHERE name = ?').pluck();
      for (const path of paths.toReversed()) {
        const place = Number(/\d+/.exec(path)?.[0]);
        insert.run(path, classOf.get(rows[place]?.label));
      }
      await worker.refresh({ revision: 1, ids: null }, context);
      const { ids, splits, report } = await worker.split({ query: EVERY, rules: NEW }, context);
      const named = pathsOf(index);
      for (const [at, id] of ids.entries()) shifted.set(named.get(id) ?? '', report.splits[(splits[at] ?? 0) - 1]?.name ?? null);
    });
    expect(new Map([...shifted].sort())).toEqual(new Map([...first].sort()));
  });

  it('stay together by folder, by part of the name and by any field', async () => {
    const rows = Array.from({ length: 24 }, (_, at): SampleRow => ({ ...PLAIN, folder: `f${at % 4}`, width: 1 + (at % 6) }));
    const together = async (groupBy: (typeof NEW)['groupBy'], keyOf: (path: string, row: SampleRow) => string): Promise<void> => {
      const splits = await splitOf(rows, { ...NEW, groupBy });
      const met = new Map<string, string | null>();
      for (const [path, split] of splits) {
        const key = keyOf(path, rows[Number(/(\d+)\.jpg/.exec(path)?.[1])] as SampleRow);
        expect(met.get(key) ?? split).toBe(split);
        met.set(key, split);
      }
      expect(new Set(met.values()).size).toBe(2);
    };
    await together([{ by: 'folder' }], (path) => path.split('/')[0] ?? '');
    // Names begin with one of four letters, in either case: the pattern does not tell them apart.
    await together([{ by: 'name', pattern: '^[a-y]' }], (path) => (/\/([a-y])/i.exec(path)?.[1] ?? path).toLowerCase());
    await together([{ by: 'field', field: 'width' }], (_, row) => String(row.width));
  });

  it('stay together by the burst they were taken in, of all folders or of each', async () => {
    const seconds = [0, 10, 20, 60, 61, 200, null, null] as const;
    const rows = seconds.flatMap((second): readonly SampleRow[] =>
      ['a', 'b'].map((folder) => ({ ...PLAIN, folder, capturedMs: second === null ? null : second * 1000 })),
    );
    const keptBy = async (isPerFolder: boolean): Promise<unknown> => {
      let kept: unknown;
      await onIndex(rows, async (_, worker) => {
        const rules: SplitRules = { ...NEW, groupBy: [{ by: 'time', seconds: 10, isPerFolder }] };
        ({ keptTogether: kept } = (await worker.split({ query: EVERY, rules }, context)).report);
      });
      return kept;
    };
    expect(await keptBy(false)).toEqual([{ by: 'time', groups: 3, samples: 12 }]);
    expect(await keptBy(true)).toEqual([{ by: 'time', groups: 4, samples: 10 }]);
  });

  it('tells a pattern that would be matched for ever', async () => {
    const rows = Array.from({ length: 3 }, (): SampleRow => ({ ...PLAIN, folder: 'a' }));
    await onIndex(rows, async (index, worker) => {
      index.db.prepare("UPDATE sample SET path = id || '/' || ?").run(`${'a'.repeat(60)}!`);
      await worker.refresh({ revision: 1, ids: null }, context);
      const rules: SplitRules = { ...NEW, groupBy: [{ by: 'name', pattern: '^(a+)+$' }] };
      await expect(worker.split({ query: EVERY, rules }, context)).rejects.toThrow(/takes too long/);
    });
  });

  it('stay where they are if asked to, and the leaks are counted', async () => {
    const copyOf = [1, 1, 1] as const;
    const rows: readonly SampleRow[] = [
      { ...PLAIN, split: 'train', copyOf },
      { ...PLAIN, split: 'train', copyOf },
      { ...PLAIN, split: 'val', copyOf },
      { ...PLAIN, split: null },
    ];
    await onIndex(rows, async (_, worker) => {
      const kept = await worker.split({ query: EVERY, rules: { mode: 'keep' } }, context);
      expect(kept.report).toMatchObject({ unsplit: 1, leaks: { groups: 1, samples: 3 }, moves: 0 });
      const repaired = await worker.split({ query: EVERY, rules: { mode: 'repair', groupBy: [], seed: 0 } }, context);
      expect(repaired.report).toMatchObject({ leaks: { groups: 0, samples: 0 }, moves: 1, unsplit: 1 });
      expect(repaired.report.splits.map(({ name, count }) => [name, count])).toEqual([
        ['train', 3],
        ['val', 0],
      ]);
    });
  });

  it('count for each class they have a box of where they have no label', async () => {
    const rows = Array.from({ length: 20 }, (_, at): SampleRow => ({ ...PLAIN, label: at === 0 ? 'cat' : null }));
    await onIndex(rows, async (index, worker) => {
      const classOf = index.db.prepare('SELECT id FROM class WHERE name = ?').pluck();
      const ids = index.db.prepare('SELECT id FROM sample ORDER BY id').pluck().all() as number[];
      index.db.exec("INSERT INTO box_source (fingerprint, summary, is_applied) VALUES ('', '{}', 1)");
      const source = index.db.prepare('SELECT id FROM box_source').pluck().get();
      const insert = index.db.prepare(
        'INSERT INTO box (source_id, sample_id, class_id, x, y, width, height) VALUES (?, ?, ?, 0, 0, 1, 1)',
      );
      // The label of the first is what it counts for; the last has neither.
      for (const [at, id] of ids.slice(0, -1).entries()) {
        insert.run(source, id, classOf.get('é'));
        if (at % 5 === 1) for (const name of ['cat', 'cat', 'sea lion']) insert.run(source, id, classOf.get(name));
      }
      await worker.refresh({ revision: 1, ids: null }, context);
      const { report } = await worker.split({ query: EVERY, rules: NEW }, context);
      expect(report.boxed).toBe(18);
      expect(report.splits.map(({ count }) => count)).toEqual([10, 10]);
      expect(report.classes.map(({ label, counts }) => [label, counts.reduce((sum, count) => sum + count, 0)])).toEqual([
        ['cat', 5],
        ['sea lion', 4],
        ['é', 18],
        [null, 1],
      ]);
      expect(report.classes.find(({ label }) => label === 'sea lion')?.counts).toEqual([2, 2]);
      expect(report.classes.find(({ label }) => label === 'é')?.counts).toEqual([9, 9]);
    });
  });
});
