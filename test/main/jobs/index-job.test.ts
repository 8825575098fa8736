import { renameSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/main/dataset/dataset.ts';
import { indexDirectory } from '../../../src/main/dataset/home.ts';
import { writerOf } from '../../../src/main/dataset/writer-of.ts';
import type { Compute } from '../../../src/main/jobs/compute.ts';
import { prioritise } from '../../../src/main/jobs/priority.ts';
import { startCompute } from '../../../src/main/jobs/start-compute.ts';
import type { IndexSummary } from '../../../src/shared/dataset.ts';
import { contentOf, type IndexRun, indexFolder } from '../../fixtures/index-folder.ts';
import { tempFolder, writeFiles } from '../../fixtures/temp-folder.ts';
import { tinyBmp } from '../../fixtures/tiny-bmp.ts';

const real = startCompute({ cores: 1 });
afterAll(() => real.close());

/** The compute process, with a list of what it was asked to decode. */
let decoded: string[];
const compute: Compute = {
  width: 1,
  warm: () => undefined,
  decode(input, signal) {
    decoded.push(
      Buffer.from(input.path)
        .toString()
        .slice(folder.length + 1),
    );
    return real.decode(input, signal);
  },
  pixelHash: (input, signal) => real.pixelHash(input, signal),
  align: (input, signal) => real.align(input, signal),
  miniatures: (input, signal) => real.miniatures(input, signal),
  change: () => Promise.reject(new Error('not asked for')),
  render: (input, signal) => real.render(input, signal),
  crop: (input, signal) => real.crop(input, signal),
  histogram: (input, signal) => real.histogram(input, signal),
  unpack: (input, signal) => real.unpack(input, signal),
  tile: (input, signal) => real.tile(input, signal),
  close: () => real.close(),
};

let home: string;
let folder: string;
beforeEach(() => {
  home = tempFolder();
  folder = tempFolder();
  decoded = [];
});

const index = (more: Partial<IndexRun> = {}): Promise<IndexSummary> => indexFolder({ home, folder, compute, ...more });
const tag = (dataset: Dataset, path: string, name: string): void =>
  void writerOf(dataset).transaction(() => {
    writerOf(dataset).prepare('INSERT OR IGNORE INTO tag (name) VALUES (?)').run(name);
    writerOf(dataset)
      .prepare('INSERT INTO sample_tag SELECT sample.id, tag.id FROM sample, tag WHERE path = ? AND name = ?')
      .run(path, name);
  })();
const tagsOf = (dataset: Dataset): unknown[] =>
  dataset.read
    .prepare(
      'SELECT path, name FROM sample_tag JOIN sample ON sample.id = sample_id JOIN tag ON tag.id = tag_id ORDER BY path, name',
    )
    .all();
const pathsOf = (dataset: Dataset): unknown[] => dataset.read.prepare('SELECT path FROM sample ORDER BY path').pluck().all();

describe('a first index', () => {
  it('of an empty folder is empty', async () => {
    expect(await index()).toMatchObject({ samples: 0, ok: 0, ignored: 0, classes: [], splits: {}, unreadableFolders: [] });
  });

  it('finds images by name and by content, and counts what is neither', async () => {
    writeFiles(folder, {
      'a.bmp': tinyBmp(1),
      'no-extension': tinyBmp(2),
      'text.jpg': 'just text',
      'zero.png': '',
      LICENSE: 'words',
      'labels.csv': 'a,b',
      '.hidden.bmp': tinyBmp(3),
    });
    const summary = await index({
      after: (dataset) => expect(pathsOf(dataset)).toEqual(['a.bmp', 'no-extension', 'text.jpg', 'zero.png']),
    });
    expect(summary).toMatchObject({ samples: 4, ok: 2, corrupt: 1, unsupported: 1, ignored: 2, added: 4, unchanged: 0 });
  });

  it('applies the classes and splits that the folders show', async () => {
    writeFiles(folder, {
      'train/cat/1.bmp': tinyBmp(1),
      'train/dog/2.bmp': tinyBmp(2),
      'Validation/cat/3.bmp': tinyBmp(3),
    });
    const summary = await index({
      after(dataset) {
        expect(dataset.info()).toMatchObject({
          layout: { splitLevel: 0, labelLevel: 1 },
          detectedLayout: { splitLevel: 0, labelLevel: 1 },
          isLayoutConfirmed: false,
          classes: ['cat', 'dog'],
          splits: ['train', 'val'],
        });
      },
    });
    expect(summary).toMatchObject({ classes: ['cat', 'dog'], splits: { train: 2, val: 1 } });
  });

  it('keeps thumbnails for what can be shown', async () => {
    writeFiles(folder, { 'a.bmp': tinyBmp(1), 'b.bmp': tinyBmp(2), 'text.jpg': 'just text' });
    await index({
      after(dataset) {
        expect(dataset.thumbs.prepare('SELECT sample_id FROM thumb').pluck().all()).toEqual(
          dataset.read.prepare('SELECT id FROM sample WHERE has_thumb = 1').pluck().all(),
        );
        expect(dataset.read.prepare('SELECT count(*) FROM sample WHERE has_thumb = 1').pluck().get()).toBe(2);
      },
    });
  });

  it('tells queries and listeners before it ends', async () => {
    writeFiles(folder, { 'a.bmp': tinyBmp(1), 'b.bmp': tinyBmp(2) });
    const query = {
      filter: { kind: 'equals', field: 'status', value: 'ok' },
      sort: { field: 'path', descending: false },
    } as const;
    await index({
      async after(dataset) {
        expect(dataset.info().samples).toBe(2);
        expect((await dataset.query.call('query', { query })).ids).toHaveLength(2);
      },
    });
  });
});

describe('a second index', () => {
  beforeEach(async () => {
    writeFiles(folder, { 'a/1.bmp': tinyBmp(1), 'a/2.bmp': tinyBmp(2), 'b/3.bmp': tinyBmp(3), 'notes.txt': 'words' });
    await index({ after: (dataset) => tag(dataset, 'a/1.bmp', 'mine') });
    decoded = [];
  });

  it('of an unchanged folder decodes nothing', async () => {
    expect(await index()).toMatchObject({ samples: 3, unchanged: 3, added: 0, changed: 0, removed: 0, moved: 0, ignored: 1 });
    expect(decoded).toEqual([]);
  });

  it('decodes what is new and what has another size or time', async () => {
    writeFiles(folder, { 'b/4.bmp': tinyBmp(4) });
    utimesSync(join(folder, 'a/2.bmp'), 1000, 1000);
    expect(await index()).toMatchObject({ samples: 4, ok: 4, added: 1, changed: 1, unchanged: 2 });
    expect(decoded.sort()).toEqual(['a/2.bmp', 'b/4.bmp']);
    expect(await index()).toMatchObject({ added: 0, changed: 0, unchanged: 4 });
  });

  it('does not take a sample for an image any more whose file was overwritten with something else', async () => {
    writeFiles(folder, { drawing: tinyBmp(30), sketch: tinyBmp(31) });
    expect(await index()).toMatchObject({ unsupported: 0, corrupt: 0 });
    writeFiles(folder, { drawing: 'words', sketch: '' });
    expect(await index()).toMatchObject({ changed: 2, unsupported: 1, corrupt: 1 });
    const reasons = (dataset: Dataset): unknown[] =>
      dataset.read.prepare("SELECT reason FROM sample WHERE path IN ('drawing', 'sketch') ORDER BY path").pluck().all();
    await index({
      after: (dataset) =>
        expect(reasons(dataset)).toEqual([expect.stringMatching(/^not an image/), 'the file is empty (0 bytes)']),
    });
  });

  it('gives a new file the class that the layout in force reads from its folder', async () => {
    writeFiles(folder, { 'c/5.bmp': tinyBmp(5) });
    expect(await index()).toMatchObject({ classes: ['a', 'b', 'c'] });
  });

  it('keeps the row of a file that is gone, and takes it up again when it returns', async () => {
    renameSync(join(folder, 'a/1.bmp'), join(home, 'aside.bmp'));
    expect(
      await index({ after: (dataset) => expect(tagsOf(dataset)).toEqual([{ path: 'a/1.bmp', name: 'mine' }]) }),
    ).toMatchObject({
      samples: 3,
      missing: 1,
      removed: 1,
      unchanged: 2,
    });
    expect(await index()).toMatchObject({ missing: 1, removed: 0, unchanged: 2 });
    renameSync(join(home, 'aside.bmp'), join(folder, 'a/1.bmp'));
    expect(await index()).toMatchObject({ samples: 3, ok: 3, missing: 0, added: 1, unchanged: 2 });
    expect(decoded).toEqual([]);
  });

  it('makes a thumbnail again that was lost while its file was gone', async () => {
    renameSync(join(folder, 'a/1.bmp'), join(home, 'aside.bmp'));
    await index();
    rmSync(join(indexDirectory(home, folder), 'thumbs.db'));
    await index();
    renameSync(join(home, 'aside.bmp'), join(folder, 'a/1.bmp'));
    const hasThumb = (dataset: Dataset): unknown =>
      dataset.read.prepare("SELECT has_thumb FROM sample WHERE path = 'a/1.bmp'").pluck().get();
    await index({ after: (dataset) => expect(hasThumb(dataset)).toBe(1) });
  });

  it('lets tags and id follow a file that moved', async () => {
    let id: unknown;
    const idOf = (dataset: Dataset, path: string) =>
      dataset.read.prepare('SELECT id FROM sample WHERE path = ?').pluck().get(path);
    renameSync(join(folder, 'a/1.bmp'), join(folder, 'b/renamed.bmp'));
    const summary = await index({
      before: (dataset) => {
        id = idOf(dataset, 'a/1.bmp');
      },
      after(dataset) {
        expect(idOf(dataset, 'b/renamed.bmp')).toBe(id);
        expect(tagsOf(dataset)).toEqual([{ path: 'b/renamed.bmp', name: 'mine' }]);
        expect(dataset.thumbs.prepare('SELECT count(*) FROM thumb').pluck().get()).toBe(3);
        expect(contentOf(dataset)).toMatchObject([
          { label: 'a' },
          { label: 'b' },
          { path: 'b/renamed.bmp', label: 'b', has_thumb: 1 },
        ]);
      },
    });
    expect(summary).toMatchObject({ samples: 3, ok: 3, moved: 1, added: 0, removed: 0, missing: 0, unchanged: 2 });
    expect(await index()).toMatchObject({ moved: 0, unchanged: 3 });
  });

  it('drops a class whose folder was renamed', async () => {
    renameSync(join(folder, 'b'), join(folder, 'renamed'));
    expect(await index()).toMatchObject({ moved: 1, classes: ['a', 'renamed'] });
  });

  it('recognises a file at a new path that was missing for a while', async () => {
    renameSync(join(folder, 'a/1.bmp'), join(home, 'aside.bmp'));
    await index();
    renameSync(join(home, 'aside.bmp'), join(folder, 'a/9.bmp'));
    expect(
      await index({ after: (dataset) => expect(tagsOf(dataset)).toEqual([{ path: 'a/9.bmp', name: 'mine' }]) }),
    ).toMatchObject({
      moved: 1,
      missing: 0,
      added: 0,
    });
  });

  it('counts a copy as new, not as moved', async () => {
    writeFiles(folder, { 'a/copy.bmp': tinyBmp(1) });
    expect(await index()).toMatchObject({ added: 1, moved: 0, unchanged: 3 });
  });

  it('keeps the layout that the user chose', async () => {
    const chosen = { splitLevel: null, labelLevel: null };
    writeFiles(folder, { 'c/5.bmp': tinyBmp(5) });
    const summary = await index({
      before(dataset) {
        const write = writerOf(dataset).prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)');
        write.run('layout', JSON.stringify(chosen));
        write.run('isLayoutConfirmed', 'true');
      },
      after: (dataset) =>
        expect(dataset.info()).toMatchObject({ layout: chosen, detectedLayout: { splitLevel: null, labelLevel: 0 } }),
    });
    expect(summary.samples).toBe(4);
  });
});

describe('copies of one content that move', () => {
  it('are paired by name, then by path, and lose no tag', async () => {
    const same = tinyBmp(7);
    writeFiles(folder, { 'old/x.bmp': same, 'old/y.bmp': same, 'old/z.bmp': same });
    await index({
      after(dataset) {
        for (const name of ['x', 'y', 'z']) tag(dataset, `old/${name}.bmp`, `was ${name}`);
      },
    });
    rmSync(join(folder, 'old'), { recursive: true });
    writeFiles(folder, { 'new/a.bmp': same, 'new/y.bmp': same, 'new/zz.bmp': same, 'new/zzz.bmp': same });
    const summary = await index({
      after: (dataset) =>
        expect(tagsOf(dataset)).toEqual([
          { path: 'new/a.bmp', name: 'was x' },
          { path: 'new/y.bmp', name: 'was y' },
          { path: 'new/zz.bmp', name: 'was z' },
        ]),
    });
    expect(summary).toMatchObject({ samples: 4, moved: 3, added: 1, missing: 0 });
  });

  it('pass the tags on that the new row was given meanwhile', async () => {
    writeFiles(folder, { 'old.bmp': tinyBmp(1) });
    await index({ after: (dataset) => tag(dataset, 'old.bmp', 'before') });
    renameSync(join(folder, 'old.bmp'), join(folder, 'new.bmp'));
    let isTagged = false;
    await index({
      before: (dataset) =>
        dataset.onChange(() => {
          if (isTagged || dataset.read.prepare("SELECT 1 FROM sample WHERE path = 'new.bmp'").get() === undefined) return;
          isTagged = true;
          tag(dataset, 'new.bmp', 'meanwhile');
        }),
      after: (dataset) =>
        expect(tagsOf(dataset)).toEqual(
          (isTagged ? ['before', 'meanwhile'] : ['before']).map((name) => ({ path: 'new.bmp', name })),
        ),
    });
  });
});

describe('what is on screen', () => {
  it('is decoded first, once it is asked for', async () => {
    writeFiles(
      folder,
      Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`${String(n).padStart(2, '0')}.bmp`, tinyBmp(n)])),
    );
    let dataset: Dataset | undefined;
    await index({
      before: (opened) => {
        dataset = opened;
      },
      compute: {
        ...compute,
        decode(input, signal) {
          if (decoded.length === 5) prioritise(dataset!, [40, 39, 38]);
          return compute.decode(input, signal);
        },
      },
    });
    const next = decoded.slice(6, 9);
    expect(next).toEqual(['39.bmp', '38.bmp', '37.bmp']);
    expect(new Set(decoded).size).toBe(40);
  });
});
