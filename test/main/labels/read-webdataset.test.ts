import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/main/dataset/dataset.ts';
import { labelFilesAt } from '../../../src/main/labels/find-label-files.ts';
import { tempFolder, writeFiles } from '../../fixtures/temp-folder.ts';
import { tinyBmp } from '../../fixtures/tiny-bmp.ts';
import { tarOf } from '../../fixtures/write-tar.ts';
import { readLabels, withSamples } from './labelled-dataset.ts';

/** A tar of members by their names; pictures are small ones. */
const shard = (members: Readonly<Record<string, string>>): Buffer =>
  tarOf(
    Object.entries(members).map(([name, text], seed) => ({ name, data: /\.(?:bmp|img)$/.test(name) ? tinyBmp(seed) : text })),
  );

const labels = (dataset: Dataset): unknown =>
  Object.fromEntries(
    dataset.read
      .prepare<[], [string, string | null, string | null]>(`
        SELECT path, class.name, split.name FROM sample
        LEFT JOIN class ON class.id = class_id LEFT JOIN split ON split.id = split_id ORDER BY path`)
      .raw()
      .all()
      .map(([path, ...said]) => [path, said]),
  );

describe('labels in tars', () => {
  it('are of the pictures of their key, in the split that the tar is named for', async () => {
    const folder = tempFolder();
    writeFiles(folder, {
      'shards/a-train-000.tar': shard({ 'x/1.bmp': '', 'x/1.cls': '0', 'x/2.cls': '1', 'x/2.bmp': '', 'x/2.txt': 'A dog.' }),
      'shards/a-train-001.tar': shard({ './3.bmp': '', './3.json': '{"class_name": "cow", "score": 0.5}', '4.bmp': '' }),
      'val/0.tar': shard({ '5.bmp': '', '5.json': '{"label": 9}' }),
      'classnames.txt': 'cat\ndog\n',
    });
    const paths = ['x/1', 'x/2'].map((stem) => `shards/a-train-000.tar/${stem}.bmp`);
    paths.push('shards/a-train-001.tar/3.bmp', 'shards/a-train-001.tar/4.bmp', 'val/0.tar/5.bmp');
    await withSamples(folder, paths, async (dataset) => {
      const summary = await readLabels(dataset);
      expect(summary).toMatchObject({
        format: 'webdataset',
        files: 4,
        origin: folder,
        samples: 4,
        labelled: 4,
        boxes: 0,
        classes: ['cat', 'dog'],
        fields: ['caption', 'score'],
        problems: [],
      });
      expect(labels(dataset)).toEqual({
        'shards/a-train-000.tar/x/1.bmp': ['cat', 'train'],
        'shards/a-train-000.tar/x/2.bmp': ['dog', 'train'],
        'shards/a-train-001.tar/3.bmp': ['cow', 'train'],
        'shards/a-train-001.tar/4.bmp': [null, null],
        'val/0.tar/5.bmp': ['9', 'val'],
      });
    });
  });

  it('are found where members lie apart, where a key has several pictures, and where only content tells a picture', async () => {
    const folder = tempFolder();
    writeFiles(folder, {
      'a.tar': shard({
        '1.bmp': '',
        '1.cls': 'cat',
        '2.left.bmp': '',
        '2.right.bmp': '',
        '2.right.cls': 'dog',
        '2.cls': 'cow',
        'odd.img': '',
        'odd.cls': 'ant',
        'far.bmp': '',
        'between.bmp': '',
        'far.cls': 'bee',
      }),
    });
    const paths = ['1.bmp', '2.left.bmp', '2.right.bmp', 'odd.img', 'far.bmp', 'between.bmp'].map((name) => `a.tar/${name}`);
    await withSamples(folder, paths, async (dataset) => {
      expect(await readLabels(dataset)).toMatchObject({ samples: 5, origin: join(folder, 'a.tar'), problems: [] });
      expect(labels(dataset)).toEqual({
        'a.tar/1.bmp': ['cat', null],
        'a.tar/2.left.bmp': ['cow', null],
        'a.tar/2.right.bmp': ['dog', null],
        'a.tar/between.bmp': [null, null],
        'a.tar/far.bmp': ['bee', null],
        'a.tar/odd.img': ['ant', null],
      });
    });
  });

  it('that are none are counted, and the others are read', async () => {
    const folder = tempFolder();
    const good = { '1.bmp': '', '1.cls': 'cat' };
    writeFiles(folder, {
      'a.tar': shard({ ...good, '2.bmp': '', '2.json': '{"label"', '3.bmp': '', '3.cls': '-1', '4.txt': 'No picture.' }),
      'b.tar': shard({ ...good, '2.bmp': '', '2.txt': 'x'.repeat((1 << 20) + 1) }),
      'c.tar': shard({ ...good, '2.bmp': '' }).subarray(0, -1400),
    });
    const paths = ['a.tar/1.bmp', 'a.tar/2.bmp', 'a.tar/3.bmp', 'b.tar/1.bmp', 'b.tar/2.bmp', 'c.tar/1.bmp'];
    await withSamples(folder, paths, async (dataset) => {
      const { problems = [], ...summary } = (await readLabels(dataset)) ?? {};
      expect(summary).toMatchObject({ labelled: 3, samples: 3 });
      const texts = problems.map(({ kind, count, examples }) => [kind, count, examples.map(({ text }) => text)]);
      expect(texts).toEqual([
        ['unmatched-path', 1, ['a.tar/4.txt']],
        [
          'bad-file',
          4,
          [
            expect.stringMatching(/^a\.tar\/2\.json: .*JSON/),
            'a.tar/3.cls: "-1" is neither a class number nor a name',
            'b.tar/2.txt: 1048577 bytes; what labels a picture is smaller',
            expect.stringMatching(/^c\.tar is cut off within/),
          ],
        ],
      ]);
    });
  });

  it('are none where no picture has one next to it', async () => {
    const folder = tempFolder();
    writeFiles(folder, { 'a.tar': shard({ '1.bmp': '', 'about.txt': 'Pictures.', 'b/1.cls': '3' }), 'b.tar': 'no tar' });
    await withSamples(folder, ['a.tar/1.bmp'], async (dataset) => expect(await readLabels(dataset)).toBeNull());
    await expect(labelFilesAt(join(folder, 'a.tar'))).rejects.toThrow(/a\.tar is no annotation file that can be read/);
  });
});
