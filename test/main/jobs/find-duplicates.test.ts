import { copyFile, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/main/dataset/dataset.ts';
import { tellApart } from '../../../src/main/index/decisions.ts';
import type { Compute } from '../../../src/main/jobs/compute.ts';
import { startCompute } from '../../../src/main/jobs/start-compute.ts';
import type { IndexSummary } from '../../../src/shared/dataset.ts';
import { EMPTY_OUTPUT } from '../../../src/workers/decode/empty-output.ts';
import { makeProblemDataset, PROBLEM_DATASET } from '../../contract/problem-dataset.ts';
import { type IndexRun, indexFolder } from '../../fixtures/index-folder.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';

let home: string;
let folder: string;
let compute: Compute;

beforeAll(() => {
  compute = startCompute({ cores: 1 });
});
afterAll(() => compute.close());
beforeEach(async () => {
  home = tempFolder();
  folder = tempFolder();
  await makeProblemDataset(folder);
});

const index = (more: Partial<IndexRun> = {}): Promise<IndexSummary> => indexFolder({ home, folder, compute, ...more });

/** Paths of each group of a kind. */
function groupsIn(dataset: Dataset, kind: string): string[][] {
  const rows = dataset.read
    .prepare<[string], { readonly group: number; readonly path: string }>(`
      SELECT group_id AS "group", path FROM duplicate JOIN sample ON sample.id = sample_id WHERE kind = ? ORDER BY path`)
    .all(kind);
  return [...Map.groupBy(rows, ({ group }) => group).values()].map((group) => group.map(({ path }) => path));
}

/** States of the searches so far. */
const searches = (dataset: Dataset): unknown[] =>
  dataset.read.prepare("SELECT state FROM run WHERE kind = 'duplicates' ORDER BY id").pluck().all();

const COPIES = ['train/cat/a.jpg', 'train/dog/a.jpg', 'val/cat/a.jpg'];

describe('a first index', () => {
  it('groups exact, pixel and near duplicates, and says so in queries and lineage', async () => {
    const stages = new Set<string>();
    await index({
      onReport: ({ stage }) => void (stage !== undefined && stages.add(stage)),
      async after(dataset) {
        expect(groupsIn(dataset, 'exact')).toEqual([COPIES]);
        expect(groupsIn(dataset, 'pixel')).toEqual([['train/cat/b-again.png', 'train/cat/b.png']]);
        expect(groupsIn(dataset, 'near')).toEqual([['train/dog/c-small.png', 'train/dog/c.png']]);
        const filter = { kind: 'equals', field: 'issue', value: 'near-duplicate' } as const;
        const { ids } = await dataset.query.call('query', { query: { filter, sort: { field: 'path', descending: false } } });
        expect(ids).toHaveLength(2);
        const run = dataset.read.prepare("SELECT * FROM run WHERE kind = 'duplicates'").get();
        expect(run).toMatchObject({ state: 'done', version: 'test', parameters: expect.stringContaining('maxBits') });
      },
    });
    expect([...stages]).toEqual(['Looking for files', 'Reading images', 'Comparing pixels', 'Finding duplicates']);
  });
});

describe('a later index', () => {
  it('does not look for duplicates again where nothing changed', async () => {
    await index();
    const stages = new Set<string>();
    await index({
      onReport: ({ stage }) => void (stage !== undefined && stages.add(stage)),
      after: (dataset) => expect(searches(dataset)).toEqual(['done']),
    });
    expect(stages).not.toContain('Finding duplicates');
  });

  it('does not look for them where files still cannot be read, and does where one can be again', async () => {
    const picture = join(folder, 'val/dog/6.jpg');
    await copyFile(picture, join(folder, 'val/dog/6 copy.jpg'));
    const cannotRead: Compute = {
      ...compute,
      async decode(input, signal) {
        const isLocked = Buffer.from(input.path).toString().endsWith('6.jpg');
        return isLocked ? { ...EMPTY_OUTPUT, status: 'unreadable', reason: 'no permission' } : compute.decode(input, signal);
      },
    };
    await index({ compute: cannotRead });
    for (let again = 0; again < 2; again++) {
      const { unreadable } = await index({
        compute: cannotRead,
        after: (dataset) => expect(searches(dataset)).toEqual(['done']),
      });
      expect(unreadable).toBe(1);
    }
    await index({
      after(dataset) {
        expect(searches(dataset)).toEqual(['done', 'done']);
        expect(groupsIn(dataset, 'exact')).toEqual([COPIES, ['val/dog/6 copy.jpg', 'val/dog/6.jpg']]);
      },
    });
  });

  it('forgets near duplicates of a file that can no longer be looked at', async () => {
    await index();
    const copy = join(folder, 'train/dog/c-small.png');
    await rm(copy);
    await symlink('nowhere.png', copy);
    await index({
      after(dataset) {
        expect(dataset.read.prepare("SELECT path FROM sample WHERE status = 'unreadable'").pluck().all()).toEqual([
          'train/dog/c-small.png',
        ]);
        expect(groupsIn(dataset, 'near')).toEqual([]);
      },
    });
  });

  it('drops what is no duplicate any more, and finds new ones', async () => {
    await index();
    await rm(join(folder, 'val/cat/a.jpg'));
    await writeFile(join(folder, 'train/cat/b-again.png'), 'not a picture any more');
    await copyFile(join(folder, 'val/dog/6.jpg'), join(folder, 'val/dog/6 copy.jpg'));
    await index({
      after(dataset) {
        expect(groupsIn(dataset, 'exact')).toEqual([COPIES.slice(0, 2), ['val/dog/6 copy.jpg', 'val/dog/6.jpg']]);
        expect(groupsIn(dataset, 'pixel')).toEqual([]);
        expect(groupsIn(dataset, 'near')).toHaveLength(1);
      },
    });
  });

  it('does not join again what was told apart', async () => {
    await index({
      async after(dataset) {
        const ids = dataset.read.prepare("SELECT sample_id FROM duplicate WHERE kind = 'exact' ORDER BY 1").pluck().all();
        if (dataset.write === null) throw new Error('it is read-only');
        const change = { ids: Uint32Array.from(ids as number[]), single: null };
        await tellApart(dataset.write, change, () => {});
      },
    });
    await utimes(join(folder, 'val/dog/7.jpg'), 1, 1);
    await index({
      after(dataset) {
        expect(searches(dataset)).toEqual(['done', 'done']);
        expect(groupsIn(dataset, 'exact')).toEqual([]);
      },
    });
  });

  it('finds copies outside their group of what was told apart', async () => {
    await index({
      async after(dataset) {
        if (dataset.write === null) throw new Error('it is read-only');
        const ids = dataset.read.prepare("SELECT sample_id FROM duplicate WHERE kind = 'exact' ORDER BY 1").pluck().all();
        const [a = 0, b = 0, c = 0] = ids as number[];
        // Each time with one other only: at last all three are apart by decisions on two.
        await tellApart(dataset.write, { ids: Uint32Array.of(a, b), single: null }, () => {});
        expect(groupsIn(dataset, 'exact')).toEqual([[COPIES[0], COPIES[2]]]);
        await tellApart(dataset.write, { ids: Uint32Array.of(a, c), single: null }, () => {});
      },
    });
    await index({
      after(dataset) {
        expect(searches(dataset)).toEqual(['done', 'done']);
        expect(groupsIn(dataset, 'exact')).toEqual([[COPIES[1], COPIES[2]]]);
      },
    });
    await index({ after: (dataset) => expect(searches(dataset)).toEqual(['done', 'done']) });
  });

  it('looks for them anew where what is a duplicate is seen otherwise now', async () => {
    await index({
      after: (dataset) => void dataset.write?.exec("UPDATE run SET parameters = '{\"maxBits\":1}' WHERE kind = 'duplicates'"),
    });
    await index({ after: (dataset) => expect(searches(dataset)).toEqual(['done', 'done']) });
  });

  it('lets what was said and computed of a file follow it to its new place', async () => {
    const stored = (dataset: Dataset): unknown =>
      dataset.read
        .prepare(`
          SELECT kept_issue.kind, dark, hex(bytes) AS fingerprint FROM sample JOIN kept_issue ON kept_issue.sample_id = sample.id
          JOIN image_score ON image_score.sample_id = sample.id JOIN fingerprint ON fingerprint.sample_id = sample.id`)
        .all();
    let before: unknown;
    await index({
      after(dataset) {
        dataset.write?.exec("INSERT INTO kept_issue SELECT id, 'dark' FROM sample WHERE path = 'train/dog/dark.png'");
        before = stored(dataset);
      },
    });
    expect(before).toHaveLength(1);
    await rename(join(folder, 'train/dog/dark.png'), join(folder, 'val/dog/night.png'));
    await index({ after: (dataset) => expect(stored(dataset)).toEqual(before) });
  });

  it('looks for them where an earlier one was cancelled before it had', async () => {
    const cancel = new AbortController();
    const cancelled = index({
      signal: cancel.signal,
      onReport: ({ stage }) => void (stage === 'Finding duplicates' && cancel.abort()),
    });
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    await index({
      after(dataset) {
        expect(searches(dataset)).toEqual(['cancelled', 'done']);
        expect(groupsIn(dataset, 'exact')).toEqual([COPIES]);
      },
    });
  });
});

describe('an index made by an older Winnow', () => {
  it('has its samples decoded again, once, and counts them as unchanged', async () => {
    await index({
      after(dataset) {
        dataset.write?.exec("DELETE FROM image_score; DELETE FROM meta WHERE key = 'version of checks'");
        dataset.write?.exec("DELETE FROM duplicate; DELETE FROM run WHERE kind = 'duplicates'");
      },
    });
    const summary = await index({
      after(dataset) {
        expect(dataset.read.prepare('SELECT count(dark) FROM image_score').pluck().get()).toBe(PROBLEM_DATASET.samples - 1);
        expect(groupsIn(dataset, 'exact')).toEqual([COPIES]);
      },
    });
    expect(summary).toMatchObject({ added: 0, changed: 0, unchanged: PROBLEM_DATASET.samples, ok: PROBLEM_DATASET.samples - 1 });
    const decoded: number[] = [];
    await index({ onReport: ({ stage, done }) => void (stage === undefined && done !== undefined && decoded.push(done)) });
    expect(decoded).toEqual([]);
  });
});
