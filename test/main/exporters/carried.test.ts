import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import type { ExportFormat } from '../../../src/shared/export.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';
import { exportTo, makeDataset } from './export-fixture.ts';
import { readBack, readInto } from './read-back.ts';

let folder: string;
let out: string;
beforeEach(() => {
  folder = join(tempFolder(), 'photos');
  out = `${folder}-out`;
});

/** Exports pictures `a.jpg` and `b.jpg` with annotations that lie beside them. */
async function exportOf(format: ExportFormat, files: Readonly<Record<string, string>>): Promise<void> {
  const fixture = makeDataset(folder, [{ path: 'a.jpg' }, { path: 'b.jpg' }]);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  try {
    await readInto(fixture.db, folder);
    await exportTo(fixture, { out, format });
  } finally {
    fixture.index.close();
  }
}

it('COCO keeps the numbers of images, their licences, addresses and times', async () => {
  const licenses = [
    { id: 4, name: 'Attribution License', url: 'http://creativecommons.org/licenses/by/2.0/' },
    { id: 7, name: 'No known copyright restrictions', url: 'http://flickr.com/commons/usage/' },
  ];
  const said = { license: 4, coco_url: 'http://x/a.jpg', date_captured: '2013-11-14 11:18:45' };
  const images = [
    { id: 391_895, file_name: 'a.jpg', width: 640, height: 480, ...said },
    { id: 2, file_name: 'b.jpg', width: 640, height: 480, license: 7, tags_of_mine: ['x', 1] },
  ];
  const annotations = [{ id: 9, image_id: 391_895, category_id: 3, bbox: [1, 2, 3, 4], area: 12, iscrowd: 0, segmentation: [] }];
  const categories = [{ id: 3, name: 'cat', supercategory: 'animal' }];
  await exportOf('coco', { 'instances.json': JSON.stringify({ licenses, images, annotations, categories }) });
  const written = JSON.parse(readFileSync(join(out, 'labels.json'), 'utf8'));
  expect(written).toMatchObject({ licenses, categories, annotations });
  expect(written.images).toEqual(images);
});

it('Pascal VOC keeps where a picture is from and whose it is', async () => {
  const own = '<source><database>VOC2007</database><image>flickr</image></source><owner><name>Jane</name></owner>';
  const box = '<object><name>cat</name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>3</xmax><ymax>4</ymax></bndbox></object>';
  const size = '<size><width>640</width><height>480</height><depth>3</depth></size>';
  const xml = (name: string, rest: string): string =>
    `<annotation><folder>VOC2007</folder><filename>${name}</filename>${size}${rest}${box}</annotation>`;
  await exportOf('voc', {
    'Annotations/a.xml': xml('a.jpg', `${own}<segmented>1</segmented>`),
    'Annotations/b.xml': xml('b.jpg', ''),
  });
  const [a = '', b = ''] = ['a', 'b'].map((name) => readFileSync(join(out, `Annotations/${name}.xml`), 'utf8'));
  expect(a.replaceAll(/\n\s*/g, '')).toContain(own);
  expect(a).toContain('<segmented>1</segmented>');
  expect(b.replaceAll(/\n\s*/g, '')).toContain('<source><database>Unknown</database></source>');
  expect(b).toContain('<segmented>0</segmented>');
  const { samples } = await readBack(out);
  expect(samples.get('a.jpg')?.boxes).toMatchObject([{ class: 'cat', place: [1, 2, 2, 2] }]);
});
