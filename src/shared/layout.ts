/**
 * How folders were read as classes and splits: level 0 is the dataset folder's own children. Null: not used.
 * `train/cat/1.jpg` is { splitLevel: 0, labelLevel: 1 }.
 */
export interface Layout {
  readonly splitLevel: number | null;
  readonly labelLevel: number | null;
}

export const NO_LAYOUT: Layout = { splitLevel: null, labelLevel: null };

/** Common spellings of split folders, lower case, and the name Winnow gives them. */
export const SPLIT_SPELLINGS: Readonly<Record<string, 'train' | 'val' | 'test'>> = {
  train: 'train',
  training: 'train',
  trainset: 'train',
  train_set: 'train',
  val: 'val',
  valid: 'val',
  validation: 'val',
  validate: 'val',
  dev: 'val',
  val_set: 'val',
  valset: 'val',
  test: 'test',
  testing: 'test',
  testset: 'test',
  test_set: 'test',
  eval: 'test',
  holdout: 'test',
};

/** Folder of samples without a split in exports, where others have one. */
export const UNSPLIT = 'unsplit';
