import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { tempFolder } from '../../fixtures/temp-folder.ts';
import golden from '../../golden/box-exports/golden.json' with { type: 'json' };
import { addBoxes, type TestBox } from './add-boxes.ts';
import { type ExportFixture, exportTo, filesIn, makeDataset } from './export-fixture.ts';

const GOLDEN = join(import.meta.dirname, '../../golden/box-exports');
const SAMPLES: readonly { readonly path: string; readonly split: string; readonly boxes: readonly TestBox[] }[] = [
  {
    path: 'one.jpg',
    split: 'train',
    boxes: [
      { class: 'a "b": #c', place: [64, 48, 256, 192] },
      { class: '日本', place: [0, 0, 10.25, 480], area: 30, extra: { id: 40, segmentation: [[0, 0, 10.25, 0, 10.25, 480]] } },
    ],
  },
  { path: 'nothing.jpg', split: 'train', boxes: [] },
  {
    path: 'crowd.jpg',
    split: 'val',
    boxes: [
      {
        class: 'no',
        place: [600, 400, 40, 80],
        isCrowd: true,
        extra: { segmentation: { counts: [0, 20, 307180], size: [480, 640] } },
      },
    ],
  },
];

let out: string;
let fixture: ExportFixture;
beforeEach(() => {
  const folder = tempFolder();
  out = join(folder, 'out');
  fixture = makeDataset(join(folder, 'photos'), SAMPLES);
  addBoxes(fixture.db, new Map(SAMPLES.map(({ boxes }, at) => [fixture.ids[at] ?? 0, boxes])));
});
afterEach(() => fixture.index.close());

/** What make-golden.py read with pycocotools and supervision are these files. */
it.each(['coco', 'yolo'] as const)(
  '%s is written as the programs that read it were given it, and they read the boxes there are',
  async (format) => {
    await exportTo(fixture, { out, format });
    const texts = filesIn(out).filter((path) => /\.(?:json|txt|yaml)$/.test(path) && !path.startsWith('winnow-'));
    expect(texts.length).toBeGreaterThan(1);
    for (const path of texts) await expect(readFileSync(join(out, path), 'utf8')).toMatchFileSnapshot(join(GOLDEN, format, path));
    for (const { path, split, boxes } of SAMPLES) {
      const read = golden[format].find((one) => one.file === path && one.split === split)?.boxes ?? [];
      expect(read.map(({ name }) => name)).toEqual(boxes.map((box) => box.class));
      for (const [at, { place }] of boxes.entries()) {
        for (const [n, value] of place.entries()) expect(read[at]?.box[n]).toBeCloseTo(value, 3);
      }
    }
  },
);
