import type { Encoding, SampleClass } from './sample-class.ts';

/** What is wrong with a planted file: the names of `winnow issues`, and the statuses of samples. */
export type PlantedProblem =
  | 'corrupt'
  | 'unsupported'
  | 'wrong-extension'
  | 'leak'
  | 'exact-duplicate'
  | 'near-duplicate'
  | 'label'
  | 'dark'
  | 'blurry'
  | 'odd-size'
  | 'grayscale';

/** A line of planted.json. */
export interface Planted {
  readonly problem: PlantedProblem;
  readonly path: string;
  /** The file it was made from, for duplicates and leaks. */
  readonly of: string | null;
  /** For a person. */
  readonly note: string;
}

/** What is done to a picture after it was drawn. */
export interface Finish {
  readonly problem: PlantedProblem;
  readonly effect: 'dark' | 'blurry' | 'grayscale' | 'tiny' | 'truncated' | 'none';
  readonly encoding: Encoding;
  /** Where it is not the encoding's own. */
  readonly extension?: string;
  readonly note: string;
}

const dark: Finish = { problem: 'dark', effect: 'dark', encoding: 'jpeg', note: 'an eighth of the light' };
const blurry: Finish = { problem: 'blurry', effect: 'blurry', encoding: 'jpeg', note: 'out of focus' };
const grayscale: Finish = { problem: 'grayscale', effect: 'grayscale', encoding: 'jpeg', note: 'no colour' };
const tiny: Finish = { problem: 'odd-size', effect: 'tiny', encoding: 'jpeg', note: '28 px wide' };
const truncated: Finish = { problem: 'corrupt', effect: 'truncated', encoding: 'jpeg', note: 'cut off in the middle' };
const wrongExtension = (encoding: Encoding, extension: string): Finish => ({
  problem: 'wrong-extension',
  effect: 'none',
  encoding,
  extension,
  note: `${encoding.toUpperCase()} by content`,
});

const FINISHES: Readonly<Record<string, Finish>> = {
  'flower-005': dark,
  'balloon-011': dark,
  'sea-020': dark,
  'mountain-008': blurry,
  'flower-017': blurry,
  'balloon-026': blurry,
  'city-041': blurry,
  'mountain-014': grayscale,
  'sea-009': grayscale,
  'city-022': grayscale,
  'flower-030': tiny,
  'planet-012': tiny,
  'balloon-042': tiny,
  'sea-027': truncated,
  'mountain-036': truncated,
  'city-033': { ...truncated, encoding: 'png' },
  'flower-034': wrongExtension('png', 'jpg'),
  'city-010': wrongExtension('webp', 'jpg'),
  'balloon-016': wrongExtension('jpeg', 'png'),
};

/** Pictures that show another class than their folder's. */
const SHOWN: Readonly<Record<string, SampleClass>> = {
  'flower-021': 'balloon',
  'sea-013': 'mountain',
  'mountain-029': 'sea',
  'city-018': 'planet',
  'planet-025': 'flower',
  'balloon-007': 'city',
};

export function finishOf(name: string): Finish | null {
  return FINISHES[name] ?? null;
}

/** The class a wrongly labelled picture really shows. */
export function shownClassOf(name: string): SampleClass | null {
  return SHOWN[name] ?? null;
}

/** What turns one file into another. */
export type Derivation = 'same bytes' | 're-encoded' | 'smaller' | 'mirrored' | 'brighter' | 'turned';

export interface Derived extends Planted {
  readonly of: string;
  readonly how: Derivation;
}

/** Files made from drawn ones. */
export const DERIVED: readonly Derived[] = [
  duplicate('train/flower/flower-002.jpg', 'train/flower/flower-002 (copy).jpg'),
  duplicate('train/city/city-007.jpg', 'train/city/IMG_4471.jpg'),
  duplicate('train/planet/planet-001.jpg', 'train/planet/planet-001 (1).jpg'),
  duplicate('val/sea/sea-035.jpg', 'val/sea/sea-035-final.jpg'),
  near('train/mountain/mountain-003.jpg', 'train/mountain/mountain-003-small.jpg', 'smaller'),
  near('train/balloon/balloon-001.jpg', 'train/balloon/balloon-001-web.jpg', 're-encoded'),
  near('train/flower/flower-009.jpg', 'train/flower/flower-009-flip.jpg', 'mirrored'),
  near('train/sea/sea-002.jpg', 'train/sea/sea-002-edit.jpg', 'brighter'),
  near('train/planet/planet-018.jpg', 'train/planet/planet-018-rotated.jpg', 'turned'),
  near('train/city/city-030.jpg', 'train/city/city-030-small.jpg', 'smaller'),
  leak('train/sea/sea-018.jpg', 'test/sea/sea-048.jpg', 'same bytes'),
  leak('train/balloon/balloon-022.jpg', 'test/balloon/balloon-048.jpg', 'same bytes'),
  leak('train/mountain/mountain-019.jpg', 'val/mountain/mountain-048.jpg', 're-encoded'),
];

/** Files that are no pictures at all, with what they hold. */
export const NOT_PICTURES: readonly (Planted & { readonly text: string })[] = [
  { problem: 'corrupt', path: 'train/planet/planet-048.jpg', of: null, note: 'zero bytes', text: '' },
  { problem: 'corrupt', path: 'test/flower/flower-048.png', of: null, note: 'zero bytes', text: '' },
  {
    problem: 'unsupported',
    path: 'train/city/city-048.jpg',
    of: null,
    note: 'a web page by content',
    text: '<!doctype html>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n',
  },
];

function duplicate(of: string, path: string): Derived {
  return { problem: 'exact-duplicate', path, of, how: 'same bytes', note: 'the same bytes' };
}

function near(of: string, path: string, how: Derivation): Derived {
  return { problem: 'near-duplicate', path, of, how, note: how };
}

function leak(of: string, path: string, how: Derivation): Derived {
  return { problem: 'leak', path, of, how, note: `${how}, in another split` };
}
