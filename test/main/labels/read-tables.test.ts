import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/main/dataset/dataset.ts';
import { importLabels } from '../../../src/main/labels/import-labels.ts';
import { tempFolder, writeFiles } from '../../fixtures/temp-folder.ts';
import { context, given, labelFilesIn, readAllLabels, readLabels, withSamples } from './labelled-dataset.ts';

const places = (dataset: Dataset): unknown =>
  dataset.read
    .prepare(`
      SELECT path, class.name AS label, split.name AS split FROM sample
      LEFT JOIN class ON class.id = class_id LEFT JOIN split ON split.id = split_id ORDER BY path`)
    .raw()
    .all();

const fields = (dataset: Dataset): unknown =>
  dataset.read
    .prepare(`
      SELECT path, name, value FROM given_field JOIN sample ON sample.id = sample_id JOIN field ON field.id = field_id
      ORDER BY path, name`)
    .raw()
    .all();

/** Reads a table that lies in a folder of pictures of 640 × 480. */
async function reading(
  table: Readonly<Record<string, string>>,
  paths: readonly string[],
  check: (dataset: Dataset) => Promise<void>,
): Promise<void> {
  const folder = tempFolder();
  writeFiles(folder, table);
  await withSamples(folder, paths, check);
}

describe('a table of pictures', () => {
  it('says class, split and whatever else it has of each', async () => {
    const csv =
      'filename,species,split,camera,iso,code\na.jpg,"red, fox",train,Canon,100,007\nb.jpg,lynx,valid,,3.5,010\nx.jpg,lynx,test,,1,1\n';
    await reading({ 'labels.csv': csv }, ['img/a.jpg', 'img/b.jpg', 'img/c.jpg'], async (dataset) => {
      expect(await readLabels(dataset)).toMatchObject({
        format: 'csv',
        boxes: 0,
        samples: 2,
        labelled: 2,
        fields: ['camera', 'code', 'iso'],
        problems: [{ kind: 'unmatched-path', count: 1, examples: [{ text: 'x.jpg' }] }],
        columns: ['path', 'label', 'split', 'field', 'field', 'field'].map((role) => ({ role })),
      });
      expect(places(dataset)).toEqual([
        ['img/a.jpg', 'red, fox', 'train'],
        ['img/b.jpg', 'lynx', 'val'],
        ['img/c.jpg', null, null],
      ]);
      expect(fields(dataset)).toEqual([
        ['img/a.jpg', 'camera', 'Canon'],
        ['img/a.jpg', 'code', '007'],
        ['img/a.jpg', 'iso', 100],
        ['img/b.jpg', 'code', '010'],
        ['img/b.jpg', 'iso', 3.5],
      ]);
    });
  });

  it.each([
    ['tabs', 'image\tlabel\na.jpg\tcat\nb.jpg\tdog\n', 'x.tsv'],
    ['JSON lines', '{"file_path":"a.jpg","label":"cat"}\n{"file_path":"b.jpg","label":"dog"}\n', 'x.jsonl'],
    ['names without extension', 'image_id,breed\na,cat\nb,dog\n', 'x.csv'],
    ['no header', 'a.jpg;cat\nb.jpg;dog\n', 'x.csv'],
    ['flags of which one is set', 'image,cat,dog\na.jpg,1,0\nb.jpg,0,1\n', 'x.csv'],
    ['a class and its number', 'path,class_id,class_name\na.jpg,0,cat\nb.jpg,1,dog\n', 'x.csv'],
    ['a byte order mark and CRLF', '\uFEFFpath,label\r\na.jpg,cat\r\nb.jpg,dog\r\n', 'x.csv'],
  ])('is read with %s', async (_, text, name) => {
    await reading({ [name]: text }, ['a.jpg', 'b.jpg'], async (dataset) => {
      expect(await readLabels(dataset)).toMatchObject({ labelled: 2, problems: [] });
      expect(places(dataset)).toEqual([
        ['a.jpg', 'cat', null],
        ['b.jpg', 'dog', null],
      ]);
    });
  });

  it.each([
    ['corners', 'image,xmin,ymin,xmax,ymax,label\na.jpg,10,20,30,60,cat\na.jpg,0,0,5,5,dog\nb.jpg,1,2,1,2,cat\n'],
    ['place and size', 'image,label,x,y,width,height\na.jpg,cat,10,20,20,40\na.jpg,dog,0,0,5,5\nb.jpg,cat,1,2,0,0\n'],
    ['centre and size', 'image,label,cx,cy,w,h\na.jpg,cat,20,40,20,40\na.jpg,dog,2.5,2.5,5,5\nb.jpg,cat,1,2,0,0\n'],
    [
      'lists',
      'image_id,width,height,bbox,label\na,640,480,"[10.0, 20.0, 20.0, 40.0]",cat\na,640,480,"[0, 0, 5, 5]",dog\nb,640,480,"[1,2,0,0]",cat\n',
    ],
    [
      'shares',
      'image,x_min,y_min,x_max,y_max,label\na.jpg,0.015625,0.0416666666666666666,0.046875,0.125,cat\na.jpg,0,0,0.0078125,0.0104166666666666666,dog\nb.jpg,0.0015625,0.004166666666666667,0.0015625,0.004166666666666667,cat\n',
    ],
    ['no header', 'a.jpg,cat,10,20,20,40\na.jpg,dog,0,0,5,5\nb.jpg,cat,1,2,0,0\n'],
  ])('has boxes as %s', async (_, text) => {
    await reading({ 'boxes.csv': text }, ['a.jpg', 'b.jpg'], async (dataset) => {
      expect(await readLabels(dataset)).toMatchObject({ boxes: 3, samples: 2, labelled: 0, problems: [] });
      const near = (given(dataset) as [string, string, ...number[]][]).map(([path, name, ...place]) => [
        path,
        name,
        ...place.map((value) => Math.round(value * 1e6) / 1e6),
      ]);
      expect(near).toEqual([
        ['a.jpg', 'cat', 10, 20, 20, 40],
        ['a.jpg', 'dog', 0, 0, 5, 5],
        ['b.jpg', 'cat', 1, 2, 0, 0],
      ]);
    });
  });

  it('tells corners in lists by pictures that they would leave as sizes', async () => {
    const csv = 'image,bbox,label\na.jpg,"500 400 600 470",cat\nb.jpg,"1 2 3 4",cat\n';
    await reading({ 'boxes.csv': csv }, ['a.jpg', 'b.jpg'], async (dataset) => {
      await readLabels(dataset);
      expect(given(dataset)).toEqual([
        ['a.jpg', 'cat', 500, 400, 100, 70],
        ['b.jpg', 'cat', 1, 2, 2, 2],
      ]);
    });
  });

  it('keeps pictures without a box, and what differs between boxes of one picture with them', async () => {
    const csv =
      'image,xmin,ymin,xmax,ymax,class,source,occluded\na.jpg,1,1,2,2,cat,lab,0\na.jpg,3,3,4,4,cat,lab,1\nb.jpg,,,,,No finding,web,\nc.jpg,1,x,3,4,cat,web,\n';
    await reading({ 'boxes.csv': csv }, ['a.jpg', 'b.jpg', 'c.jpg'], async (dataset) => {
      expect(await readLabels(dataset)).toMatchObject({
        boxes: 2,
        samples: 3,
        labelled: 1,
        fields: ['source'],
        problems: [{ kind: 'bad-box', count: 1 }],
      });
      expect(dataset.read.prepare('SELECT extra FROM given_box ORDER BY id').pluck().all()).toEqual([
        '{"occluded":0}',
        '{"occluded":1}',
      ]);
    });
  });

  it('of several classes a picture is carried in fields and said to be', async () => {
    await reading({ 'x.csv': 'image,cat,dog\na.jpg,1,1\nb.jpg,0,1\n' }, ['a.jpg', 'b.jpg'], async (dataset) => {
      expect(await readLabels(dataset)).toMatchObject({
        labelled: 0,
        fields: ['cat', 'dog'],
        problems: [{ kind: 'several-labels', count: 2 }],
      });
      expect(fields(dataset)).toEqual([
        ['a.jpg', 'cat', 1],
        ['a.jpg', 'dog', 1],
        ['b.jpg', 'cat', 0],
        ['b.jpg', 'dog', 1],
      ]);
    });
    for (const values of [
      ['cat;dog', 'dog'],
      ['clear primary', 'clear', 'primary clear water', 'water'],
      ['["cat"]', '["cat", "dog"]'],
    ]) {
      const csv = `image,tags\n${values.map((value, at) => `${at}.jpg,"${value.replaceAll('"', '""')}"\n`).join('')}`;
      await reading({ 'x.csv': csv }, ['0.jpg', '1.jpg', '2.jpg', '3.jpg'], async (dataset) => {
        expect(await readLabels(dataset)).toMatchObject({ labelled: 0, fields: ['tags'] });
      });
    }
    await reading({ 'x.csv': 'image,label\na.jpg,cat\na.jpg,dog\n' }, ['a.jpg'], async (dataset) => {
      expect(await readLabels(dataset)).toMatchObject({ labelled: 1, problems: [{ kind: 'several-labels', count: 1 }] });
    });
  });

  it('adds its fields to pictures that another format labels', async () => {
    const voc =
      '<annotation><filename>a.jpg</filename><object><name>cat</name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>3</xmax><ymax>4</ymax></bndbox></object></annotation>';
    await reading({ 'a.xml': voc, 'meta.csv': 'path,camera,weather\na.jpg,Canon,rain\n' }, ['a.jpg'], async (dataset) => {
      expect(await readAllLabels(dataset)).toMatchObject([
        { format: 'voc', boxes: 1 },
        { format: 'csv', fields: ['camera', 'weather'], problems: [] },
      ]);
      expect(fields(dataset)).toEqual([
        ['a.jpg', 'camera', 'Canon'],
        ['a.jpg', 'weather', 'rain'],
      ]);
    });
  });

  it.each([
    ['predictions', 'path,label,prediction,confidence\na.jpg,cat,dog,0.9\n', 'winnow predictions'],
    ['predictions', 'path,cat,dog\na.jpg,0.25,0.75\nb.jpg,1,0\n', 'winnow predictions'],
    ['predictions', 'image,xmin,ymin,xmax,ymax,class,score\na.jpg,1,2,3,4,cat,0.5\n', 'winnow predictions'],
    ['what annotators say', 'path,annotator,label\na.jpg,Ann,cat\na.jpg,Bob,dog\n', 'winnow annotations'],
    ['URLs', 'url,caption\nhttps://a.org/1.jpg,a cat\n', 'winnow fetch'],
    [
      'pixels',
      `label,${Array.from({ length: 784 }, (_, at) => `pixel${at}`).join()}\n5,${Array(784).fill(0).join()}\n`,
      'Save each row as PNG',
    ],
    ['no pictures', 'date,price,class\n2020-01-01,5,UP\n', 'name no pictures'],
    ['a quote left open', 'path,label\na.jpg,"cat\n', 'It cannot be read'],
  ])('that holds %s is refused by name', async (_, text, reason) => {
    await reading({ 'x.csv': text }, ['a.jpg', 'b.jpg'], async (dataset) => {
      const { summaries, refused } = await importLabels(
        dataset,
        { labelFiles: labelFilesIn(dataset.folder), folders: [] },
        context,
      );
      expect(summaries).toEqual([]);
      expect(refused).toMatchObject([{ files: 1, example: 'x.csv', reason: expect.stringContaining(reason) }]);
    });
  });
});
