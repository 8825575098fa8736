import type { Effect } from './effects.ts';
import type { PlantedProblem } from './planted.ts';
import type { Encoding, SampleClass } from './sample-class.ts';

/** What is done to a picture after it was drawn. */
export interface Finish {
  readonly problem: PlantedProblem;
  readonly effect: Effect;
  readonly encoding: Encoding;
  /** Where it is not the encoding's own. */
  readonly extension?: string;
  readonly note: string;
}

const jpeg = (problem: PlantedProblem, effect: Effect, note: string): Finish => ({ problem, effect, encoding: 'jpeg', note });

const dark = jpeg('dark', 'dark', 'an eighth of the light');
const light = jpeg('light', 'light', 'washed out');
const blurry = jpeg('blurry', 'blurry', 'out of focus');
const poster: Finish = { problem: 'low-information', effect: 'poster', encoding: 'png', note: 'eight colours are left' };
const flat = jpeg('single-color', 'flat', 'one colour all over');
const grayscale = jpeg('grayscale', 'grayscale', 'no colour');
const tiny = jpeg('odd-size', 'tiny', '28 px wide');
const strip = jpeg('odd-aspect-ratio', 'strip', 'five times as wide as high');
const letterbox = jpeg('letterbox', 'letterbox', 'black bars above and below');
const compressed = jpeg('strong-compression', 'compressed', 'saved at JPEG quality 8');
const flagged = jpeg('orientation-flag', 'flagged', 'stored on its side');
const animated: Finish = { problem: 'animated', effect: 'animated', encoding: 'gif', note: 'three frames' };
const located = jpeg('private-metadata', 'located', 'GPS position and serial number, both invented');
const truncated = jpeg('corrupt', 'truncated', 'cut off in the middle');
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
  'mountain-006': light,
  'city-026': light,
  'mountain-016': blurry,
  'flower-027': blurry,
  'sea-028': blurry,
  'city-046': blurry,
  'mountain-027': poster,
  'city-028': poster,
  'mountain-032': flat,
  'mountain-014': grayscale,
  'sea-009': grayscale,
  'city-022': grayscale,
  'flower-030': tiny,
  'sea-024': tiny,
  'balloon-042': tiny,
  'sea-006': strip,
  'mountain-024': strip,
  'city-003': letterbox,
  'balloon-019': letterbox,
  'flower-012': compressed,
  'balloon-030': compressed,
  'flower-025': flagged,
  'mountain-011': flagged,
  'sea-016': animated,
  'mountain-002': located,
  'city-013': located,
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
  'balloon-038': 'flower',
  'balloon-007': 'city',
};

export function finishOf(name: string): Finish | null {
  return FINISHES[name] ?? null;
}

/** The class a wrongly labelled picture really shows. */
export function shownClassOf(name: string): SampleClass | null {
  return SHOWN[name] ?? null;
}
