import { expect, it } from 'vitest';
import { context, onIndex } from './on-index.ts';
import { PLAIN, type SampleRow } from './small-sample.ts';

const EVERY = { filter: null };

function samples(count: number, changes: (at: number) => Partial<SampleRow>): readonly SampleRow[] {
  return Array.from({ length: count }, (_, at) => ({ ...PLAIN, ...changes(at) }));
}

it('finds what was planted: a class of one split, and larger files', async () => {
  const rows = [
    ...samples(40, (at) => ({ split: 'train', label: at % 2 === 0 ? 'cat' : 'é', sizeBytes: 1000 + at, width: 100 + (at % 7) })),
    ...samples(20, (at) => ({ split: 'val', label: 'cat', sizeBytes: 5000 + at, width: 100 + (at % 7) })),
    ...samples(3, () => ({ split: null, label: 'cat' })),
    ...samples(2, () => ({ split: 'val', label: 'é', status: 'corrupt' })),
  ];
  await onIndex(rows, async (_, worker) => {
    const { report, ids, splits } = await worker.skew({ query: EVERY }, context);
    expect(report.splits).toEqual([
      { name: 'train', samples: 40 },
      { name: 'val', samples: 20 },
    ]);
    expect(report.unsplit).toBe(3);
    expect(ids).toHaveLength(63);
    expect(splits.filter((split) => split === 2)).toHaveLength(20);
    // Of 2 × 2 cells 20, 20, 20, 0: by hand 60 (20·0 - 20·20)² / (40·20·40·20).
    expect(report.labels?.chiSquared).toBeCloseTo(15, 9);
    expect(report.labels?.cramersV).toBeCloseTo(0.5, 9);
    const [farthest] = report.labels?.farthest ?? [];
    expect(farthest).toMatchObject({ label: 'é', split: 'val', count: 0 });
    expect(farthest?.expected).toBeCloseTo(20 / 3, 9);
    const [first] = report.scores;
    expect(first).toMatchObject({ field: 'sizeBytes', split: 'train', distance: 1, median: 1019.5, medianOfRest: 5009.5 });
    expect(first).toMatchObject({ at: 1039, upTo: 1, upToOfRest: 0 });
    expect(first?.p).toBeLessThan(1e-9);
    expect(report.labels?.classes).toEqual([
      { label: 'é', counts: [20, 0] },
      { label: 'cat', counts: [20, 20] },
    ]);
    const sizes = report.histograms.find(({ field }) => field === 'sizeBytes');
    expect(sizes?.edges.at(0)).toBe(1000);
    expect(sizes?.edges.at(-1)).toBe(5019);
    expect(sizes?.counts.map((bins) => bins.reduce((sum, count) => sum + count, 0))).toEqual([40, 20]);
    expect(sizes?.counts.map((bins) => bins.findLastIndex((count) => count > 0))).toEqual([0, 31]);
    expect(report.scores.map(({ distance }) => distance)).toEqual(
      report.scores.map(({ distance }) => distance).sort((a, b) => b - a),
    );
    // What is the same for all is no difference, and numbers nobody has are not told of.
    expect(report.scores.find(({ field }) => field === 'height')).toMatchObject({ distance: 0, p: 1 });
    expect(report.scores.some(({ field }) => field === 'score.outlier')).toBe(false);
  });
});

it('compares each of three splits with the other two, among the samples of a query', async () => {
  const rows = [
    ...samples(10, () => ({ split: 'train', label: 'cat', width: 100 })),
    ...samples(10, () => ({ split: 'val', label: 'cat', width: 300 })),
  ];
  await onIndex(rows, async (index, worker) => {
    index.db.exec(
      "INSERT INTO split (name) VALUES ('test'); UPDATE sample SET split_id = (SELECT id FROM split WHERE name = 'test') WHERE id % 10 = 0",
    );
    await worker.refresh({ revision: 1, ids: null }, context);
    const { report } = await worker.skew({ query: EVERY }, context);
    expect(
      report.scores
        .filter(({ field }) => field === 'width')
        .map(({ split }) => split)
        .sort(),
    ).toEqual(['test', 'train', 'val']);
    expect(report.labels).toBeNull();
    const filter = { kind: 'equals', field: 'split', value: 'val' } as const;
    expect((await worker.skew({ query: { filter } }, context)).report).toMatchObject({ labels: null, scores: [] });
  });
});
