import type { FileProblem } from './prediction-file.ts';

/** Told by content. */
export const LABEL_FORMATS = [
  'coco',
  'createml',
  'voc',
  'dota',
  'yolo',
  'openimages',
  'cvat',
  'labelme',
  'labelme-xml',
  'kitti',
  'datumaro',
  'mot',
  'fiftyone',
  'huggingface',
  'imagenet',
  'celeba',
  'vggface2',
  'lfw',
  'icdar',
  'vott',
  'widerface',
  'webdataset',
  'csv',
  'list',
] as const;
export type LabelFormat = (typeof LABEL_FORMATS)[number];
export const LABEL_FORMAT_NAMES: Readonly<Record<LabelFormat, string>> = {
  coco: 'COCO',
  createml: 'CreateML',
  voc: 'Pascal VOC',
  dota: 'DOTA',
  yolo: 'YOLO',
  openimages: 'Open Images',
  cvat: 'CVAT',
  labelme: 'LabelMe',
  'labelme-xml': 'LabelMe (web tool)',
  kitti: 'KITTI',
  datumaro: 'Datumaro',
  mot: 'MOT Challenge',
  fiftyone: 'FiftyOne',
  huggingface: 'Hugging Face imagefolder',
  imagenet: 'ImageNet',
  celeba: 'CelebA',
  vggface2: 'VGGFace2',
  lfw: 'LFW',
  icdar: 'ICDAR',
  vott: 'VoTT',
  widerface: 'WIDER FACE',
  webdataset: 'WebDataset',
  csv: 'a table',
  list: 'a list of pictures and classes',
};

/** What else files say of a class: number, supercategory, keypoints, as they say it. */
export interface ClassFacts {
  readonly name: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What a column of a table is taken for. `box field`: of each box; `class flag`: 1 where the picture has the class. */
export type LabelColumnRole =
  | 'path'
  | 'label'
  | 'several labels'
  | 'class flag'
  | 'split'
  | 'size'
  | 'box'
  | 'field'
  | 'box field';

export interface LabelColumn {
  readonly name: string;
  readonly role: LabelColumnRole;
  /** The first values, as text. */
  readonly examples: readonly string[];
}

/** Which annotations to read. */
export interface LabelChoice {
  /** Files and folders, absolute; empty: those in the folder, else beside it. */
  readonly files: readonly string[];
  /** Null: any. */
  readonly format: LabelFormat | null;
  /** Sets of files that are not to be used, by `setKey`. */
  readonly leftOut: readonly string[];
}

/** Names a set of files: what it is left out by. */
export const setKey = ({ format, origin }: Pick<LabelFilesSummary, 'format' | 'origin'>): string => `${format} ${origin}`;

/** What an annotation file says of a picture by name; what has parts is JSON. */
export type FieldValue = string | number;

/** What the annotation files of one format came to. */
export interface LabelFilesSummary {
  readonly format: LabelFormat;
  readonly files: number;
  /** For a person: the file, or the folder of the files. */
  readonly origin: string;
  readonly boxes: number;
  /** That the files speak of, those without a box too. */
  readonly samples: number;
  /** Of these, those that they give a class of the whole picture. */
  readonly labelled: number;
  /** Where the files list their classes: these, in their order. */
  readonly classes: readonly string[];
  /** Absent: nothing else is said of them. */
  readonly classFacts?: readonly ClassFacts[];
  /** That pictures are under, as COCO lists them; absent: none are listed. */
  readonly licenses?: readonly unknown[];
  /** Names of what else they say of pictures, in alphabetical order. */
  readonly fields: readonly string[];
  /** Pictures that they name and the dataset has not, boxes that are none, …; nothing is left out in silence. */
  readonly problems: readonly FileProblem[];
  /** Of tables. */
  readonly columns?: readonly LabelColumn[];
}
