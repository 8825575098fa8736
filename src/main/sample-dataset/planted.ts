import type { IssueKind } from '../../shared/issue.ts';

/** What is wrong with a planted file, as `winnow issues` names it. Nothing is planted by a file's size alone. */
export type PlantedProblem = Exclude<IssueKind, 'odd-file-size'> | 'label';

/** A line of planted.json. */
export interface Planted {
  readonly problem: PlantedProblem;
  /** Of problems of a class, its folder. */
  readonly path: string;
  /** The file it was made from, for duplicates, leaks and label conflicts; the folder of the class that a name is like. */
  readonly of: string | null;
  /** For a person. */
  readonly note: string;
}

/** What turns one file into another. */
export type Derivation = 'same bytes' | 'same pixels' | 're-encoded' | 'smaller' | 'mirrored' | 'brighter' | 'turned';

export interface Derived extends Planted {
  readonly of: string;
  readonly how: Derivation;
}

/** Files made from drawn ones. */
export const DERIVED: readonly Derived[] = [
  duplicate('train/flower/flower-002.jpg', 'train/flower/flower-002 (copy).jpg'),
  duplicate('train/city/city-007.jpg', 'train/city/IMG_4471.jpg'),
  duplicate('train/mountain/mountain-001.jpg', 'train/mountain/mountain-001 (1).jpg'),
  duplicate('val/sea/sea-035.jpg', 'val/sea/sea-035-final.jpg'),
  near('train/mountain/mountain-003.jpg', 'train/mountain/mountain-003-small.jpg', 'smaller'),
  near('train/balloon/balloon-001.jpg', 'train/balloon/balloon-001-web.jpg', 're-encoded'),
  near('train/flower/flower-009.jpg', 'train/flower/flower-009-flip.jpg', 'mirrored'),
  near('train/sea/sea-002.jpg', 'train/sea/sea-002-edit.jpg', 'brighter'),
  near('train/flower/flower-018.jpg', 'train/flower/flower-018-rotated.jpg', 'turned'),
  near('train/city/city-030.jpg', 'train/city/city-030-small.jpg', 'smaller'),
  samePixels('train/sea/sea-004.png', 'train/sea/sea-004-optimized.png'),
  samePixels('train/flower/flower-015.png', 'train/flower/flower-015 (2).png'),
  conflict('train/mountain/mountain-007.jpg', 'train/sea/sea-049.jpg'),
  conflict('train/flower/flower-003.jpg', 'train/balloon/IMG_0093.jpg'),
  leak('train/sea/sea-018.jpg', 'test/sea/sea-048.jpg', 'same bytes'),
  leak('train/balloon/balloon-022.jpg', 'test/balloon/balloon-048.jpg', 'same bytes'),
  leak('train/mountain/mountain-019.jpg', 'val/mountain/mountain-048.jpg', 're-encoded'),
];

/** Files that are no pictures at all, with what they hold. */
export const NOT_PICTURES: readonly (Planted & { readonly text: string })[] = [
  { problem: 'corrupt', path: 'train/balloon/balloon-049.jpg', of: null, note: 'zero bytes', text: '' },
  { problem: 'corrupt', path: 'test/flower/flower-048.png', of: null, note: 'zero bytes', text: '' },
  {
    problem: 'unsupported',
    path: 'train/city/city-048.jpg',
    of: null,
    note: 'a web page by content',
    text: '<!doctype html>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n',
  },
];

/** What is wrong with classes as a whole. */
export const PLANTED_CLASSES: readonly Planted[] = [
  { problem: 'class-name', path: 'train/seas', of: 'train/sea', note: 'the plural of another class' },
  { problem: 'class-imbalance', path: 'train/seas', of: null, note: '3 pictures, all of them in train' },
  { problem: 'class-imbalance', path: 'train/planet', of: null, note: '8 pictures, where other classes have about 50' },
];

function duplicate(of: string, path: string): Derived {
  return { problem: 'exact-duplicate', path, of, how: 'same bytes', note: 'the same bytes' };
}

function samePixels(of: string, path: string): Derived {
  return { problem: 'pixel-duplicate', path, of, how: 'same pixels', note: 'the same pixels, packed tighter' };
}

function conflict(of: string, path: string): Derived {
  return { problem: 'label-conflict', path, of, how: 'same bytes', note: 'the same bytes, in the folder of another class' };
}

function near(of: string, path: string, how: Derivation): Derived {
  return { problem: 'near-duplicate', path, of, how, note: how };
}

function leak(of: string, path: string, how: Derivation): Derived {
  return { problem: 'leak', path, of, how, note: `${how}, in another split` };
}
