import { expect, it } from 'vitest';
import { tempFolder, writeFiles } from '../../fixtures/temp-folder.ts';
import { given, readLabels, withSamples } from './labelled-dataset.ts';

const wide = (text: string): string => text.replaceAll(/\n\s+/g, '\n').trim();

/** Files of a dataset; its pictures, 640 × 480; and how each is then labelled: path, class, split, fields. */
const LAYOUTS: readonly (readonly [
  name: string,
  files: Readonly<Record<string, string>>,
  labelled: readonly unknown[],
  boxes: readonly unknown[],
])[] = [
  [
    'fiftyone',
    { 'labels.json': '{"classes": ["cat", "dog"], "labels": {"a": "dog", "b": 0, "c": null}}' },
    [
      ['data/a.jpg', 'dog', null, '{}'],
      ['data/b.jpg', 'cat', null, '{}'],
      ['data/c.jpg', null, null, '{}'],
    ],
    [],
  ],
  [
    'fiftyone',
    {
      'labels.json':
        '{"classes": ["cat"], "labels": {"a": [{"label": "cat", "bounding_box": [0.25, 0.5, 0.5, 0.25], "area": 1}, {"label": 0, "bounding_box": [0, 0, 1, 1]}], "b": []}}',
    },
    [
      ['data/a.jpg', null, null, '{}'],
      ['data/b.jpg', null, null, '{}'],
    ],
    [
      ['data/a.jpg', 'cat', 160, 240, 320, 120],
      ['data/a.jpg', 'cat', 0, 0, 640, 480],
    ],
  ],
  [
    'huggingface',
    {
      'train/metadata.jsonl':
        '{"file_name": "a.jpg", "objects": {"bbox": [[1, 2, 3, 4], [5, 6, 7, 8]], "categories": ["cat", "dog"]}, "text": "two"}\n',
      'test/metadata.jsonl': '{"file_name": "b.jpg", "objects": {"bbox": [], "categories": []}, "text": "none"}\n',
    },
    [
      ['test/b.jpg', null, 'test', '{"text":"none"}'],
      ['train/a.jpg', null, 'train', '{"text":"two"}'],
    ],
    [
      ['train/a.jpg', 'cat', 1, 2, 3, 4],
      ['train/a.jpg', 'dog', 5, 6, 7, 8],
    ],
  ],
  [
    'huggingface',
    { 'metadata.csv': 'file_name,label,additional_feature\na.jpg,cat,"x, y"\n' },
    [['a.jpg', 'cat', null, '{"additional_feature":"x, y"}']],
    [],
  ],
  [
    'imagenet',
    { 'words.txt': 'n01440764\ttench, Tinca tinca\nn01443537\tgoldfish\nn02012849\tcrane\nn03126707\tcrane\n' },
    [
      ['n01440764/a.jpg', 'tench', null, '{"synset":"n01440764"}'],
      ['n02012849/b.jpg', 'crane (n02012849)', null, '{"synset":"n02012849"}'],
      ['n03126707/c.jpg', 'crane (n03126707)', null, '{"synset":"n03126707"}'],
    ],
    [],
  ],
  [
    'imagenet',
    {
      'words.txt': 'n01440764\ttench, Tinca tinca\nn01443537\tgoldfish\n',
      'wnids.txt': 'n01440764\nn01443537\n',
      'val/val_annotations.txt': 'val_0.JPEG\tn01443537\t10\t20\t30\t60\n',
      'train/n01440764/n01440764_boxes.txt': 'n01440764_0.JPEG\t0\t1\t2\t3\n',
    },
    [
      ['train/n01440764/images/n01440764_0.JPEG', 'tench', 'train', '{"synset":"n01440764"}'],
      ['val/images/val_0.JPEG', 'goldfish', 'val', '{"synset":"n01443537"}'],
    ],
    [
      ['train/n01440764/images/n01440764_0.JPEG', 'tench', 0, 1, 2, 2],
      ['val/images/val_0.JPEG', 'goldfish', 10, 20, 20, 40],
    ],
  ],
  [
    'list',
    { 'train.txt': '1.jpg 0\n2.jpg 2\n', 'synsets.txt': 'cat\nsea lion\ndog' },
    [
      ['images/1.jpg', 'cat', 'train', '{}'],
      ['images/2.jpg', 'dog', 'train', '{}'],
    ],
    [],
  ],
  [
    'list',
    { 'ann.txt': '1 dog\n2 cat\n' },
    [
      ['1.jpg', 'dog', null, '{}'],
      ['2.jpg', 'cat', null, '{}'],
    ],
    [],
  ],
  [
    'list',
    { 'ann.txt': '1.jpg,dog,0,1,1,2\n1.jpg,cat,1,2,3,3\n2.jpg,cat,600,400,640,480\n' },
    [
      ['1.jpg', null, null, '{}'],
      ['2.jpg', null, null, '{}'],
    ],
    [
      ['1.jpg', 'dog', 0, 1, 1, 1],
      ['1.jpg', 'cat', 1, 2, 2, 1],
      ['2.jpg', 'cat', 600, 400, 40, 80],
    ],
  ],
  [
    'celeba',
    {
      'Anno/identity_CelebA.txt': '1.jpg 12\n2.jpg 5\n',
      'Anno/list_attr_celeba.txt': '2\nBald Bangs\n1.jpg -1  1\n',
      'Anno/list_bbox_celeba.txt': '1\nimage_id x_1 y_1 width height\n1.jpg    95  71 226 313\n',
      'Eval/list_eval_partition.txt': '1.jpg 0\n2.jpg 2\n',
    },
    [
      ['Img/1.jpg', '12', 'train', '{"Bald":-1.0,"Bangs":1.0}'],
      ['Img/2.jpg', '5', 'test', '{}'],
    ],
    [['Img/1.jpg', '12', 95, 71, 226, 313]],
  ],
  [
    'vggface2',
    { 'labels.txt': 'n000001 Karl\n', 'bb_landmark/loose_bb_train.csv': 'NAME_ID,X,Y,W,H\nn000001/0001_01,2,3,4,5\n' },
    [['train/n000001/0001_01.jpg', 'Karl', 'train', '{"identity":"n000001"}']],
    [['train/n000001/0001_01.jpg', 'Karl', 2, 3, 4, 5]],
  ],
  [
    'icdar',
    { 'train/gt.txt': 'a.png, "PROPER"\nb.png, "say ""hi"""\n' },
    [
      ['train/images/a.png', null, 'train', '{"text":"PROPER"}'],
      ['train/images/b.png', null, 'train', '{"text":"say \\"\\"hi\\"\\""}'],
    ],
    [],
  ],
  [
    'icdar',
    { 'train/gt_a.txt': '0,0,3,1,4,6,1,7,"FOOD"\n', 'train/gt_b.txt': '0 0 2 3 "RED"\n' },
    [
      ['train/images/a.png', null, 'train', '{}'],
      ['train/images/b.png', null, 'train', '{}'],
    ],
    [
      ['train/images/a.png', 'text', 0, 0, 4, 7],
      ['train/images/b.png', 'text', 0, 0, 2, 3],
    ],
  ],
];

it.each(LAYOUTS)('%s is read: classes, splits, fields and boxes', async (format, files, labelled, boxes) => {
  const folder = tempFolder();
  writeFiles(folder, files);
  await withSamples(
    folder,
    (labelled as readonly (readonly [string])[]).map(([path]) => path),
    async (dataset) => {
      expect(await readLabels(dataset)).toMatchObject({ format, samples: labelled.length, boxes: boxes.length, problems: [] });
      const found = dataset.read
        .prepare(
          wide(`
        SELECT path, class.name, split.name, (SELECT json_group_object(name, value) FROM
          (SELECT name, value FROM given_field JOIN field ON field.id = field_id WHERE sample_id = sample.id ORDER BY name))
        FROM sample LEFT JOIN class ON class.id = class_id LEFT JOIN split ON split.id = split_id ORDER BY path`),
        )
        .raw()
        .all();
      expect(found).toEqual(labelled);
      expect(given(dataset)).toEqual(boxes);
    },
  );
});

it('says of a list of what identities are called that it is of no use, and reads the rest', async () => {
  const folder = tempFolder();
  writeFiles(folder, { 'Anno/identity_CelebA.txt': '1.jpg 12\n2.jpg 5\n', 'dataset_meta.json': '{"labels": ["Ada"' });
  await withSamples(folder, ['Img/1.jpg', 'Img/2.jpg'], async (dataset) => {
    const text = 'dataset_meta.json: no list of labels in it';
    expect((await readLabels(dataset))?.problems).toEqual([{ kind: 'bad-file', count: 1, examples: [{ row: null, text }] }]);
    expect(dataset.read.prepare('SELECT name FROM class ORDER BY name').pluck().all()).toEqual(['12', '5']);
  });
});
