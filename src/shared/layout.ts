/**
 * How folders were read as classes and splits: level 0 is the dataset folder's own children. Null: not used.
 * `train/cat/1.jpg` is { splitLevel: 0, labelLevel: 1 }.
 */
export interface FolderLevels {
  readonly splitLevel: number | null;
  readonly labelLevel: number | null;
}

/** The levels of a dataset. */
export interface Layout extends FolderLevels {
  /** Of several datasets in one: those whose folders are read otherwise, by their name, the first folder of their paths. */
  readonly sources?: Readonly<Record<string, FolderLevels>> | undefined;
}

export const NO_LAYOUT: Layout = { splitLevel: null, labelLevel: null };

export function isSameLayout(a: Layout, b: Layout): boolean {
  const [names, others] = [Object.keys(a.sources ?? {}), Object.keys(b.sources ?? {})];
  if (!isSameLevels(a, b) || names.length !== others.length) return false;
  return names.every((name) => isSameLevels(a.sources?.[name], b.sources?.[name]));
}

function isSameLevels(a: FolderLevels | undefined, b: FolderLevels | undefined): boolean {
  return a?.labelLevel === b?.labelLevel && a?.splitLevel === b?.splitLevel;
}

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
