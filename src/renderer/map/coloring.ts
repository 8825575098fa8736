import { CLASS_COLORS, classColor, greyColor, type Rgb, type Scheme, scaleColor } from '../ui/palette.ts';

/** Codes a point can have: entries of the palette that the points are drawn with. */
export const PALETTE_SIZE = 4096;
/** The code of classes beyond those that codes can name. */
const OTHER_CODE = PALETTE_SIZE - 1;
/** Steps of a continuous scale; the next code is that of points without a value. */
export const SCALE_STEPS = 256;
const MISSING_CODE = SCALE_STEPS;
/** Codes of a scale's points with a value, and of those without. */
export const SCALE_CODES = { valued: [...Array(SCALE_STEPS).keys()], missing: [MISSING_CODE] } as const;
export const SCALE_BINS = 64;
/** A scale of positive numbers that spans more than this is logarithmic. */
const LOG_FROM = 200;

/** Points by the value of a text field. `codes[place]` is a place in `names`, which starts with null: no value. */
export interface ClassColoring {
  readonly kind: 'classes';
  readonly codes: Uint16Array;
  readonly names: readonly (string | null)[];
  /** Points of each, on the map. */
  readonly counts: readonly number[];
}

/** Points by a number. */
export interface ScaleColoring {
  readonly kind: 'scale';
  readonly codes: Uint16Array;
  readonly min: number;
  readonly max: number;
  readonly isLog: boolean;
  /** Points by value, least first. */
  readonly bins: readonly number[];
  /** Points without a value. */
  readonly missing: number;
}

export type Coloring = ClassColoring | ScaleColoring;

/** @param values by point: places in `names` */
export function classColoring(values: Uint32Array, names: readonly (string | null)[]): ClassColoring {
  const codes = new Uint16Array(values.length);
  const counts = new Array<number>(names.length).fill(0);
  for (let place = 0; place < values.length; place++) {
    const value = values[place] ?? 0;
    codes[place] = Math.min(OTHER_CODE, value);
    counts[value] = (counts[value] ?? 0) + 1;
  }
  return { kind: 'classes', codes, names, counts };
}

/** @param values by point; NaN is missing */
export function scaleColoring(values: Float32Array): ScaleColoring {
  const { min, max } = extentOf(values);
  const isLog = min > 0 && max / min > LOG_FROM;
  const scaled = isLog ? Math.log : (value: number): number => value;
  const [from, extent] = [scaled(min), scaled(max) - scaled(min)];
  const codes = new Uint16Array(values.length);
  const bins = new Array<number>(SCALE_BINS).fill(0);
  let missing = 0;
  for (let place = 0; place < values.length; place++) {
    const value = values[place] ?? Number.NaN;
    if (Number.isNaN(value)) {
      codes[place] = MISSING_CODE;
      missing++;
      continue;
    }
    const share = extent > 0 ? (scaled(value) - from) / extent : 0.5;
    codes[place] = Math.min(SCALE_STEPS - 1, Math.floor(share * SCALE_STEPS));
    const bin = Math.min(SCALE_BINS - 1, Math.floor(share * SCALE_BINS));
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return { kind: 'scale', codes, min, max, isLog, bins, missing };
}

/**
 * Which colour each class has; null: grey. Those with most points have their own; one further down takes over the colour of
 * a hidden one, so that any few classes that are looked at alone are told apart.
 */
export function classColors(
  { names, counts }: Pick<ClassColoring, 'names' | 'counts'>,
  hidden: ReadonlySet<number>,
): readonly (number | null)[] {
  const named = names
    .flatMap((name, code) => (name === null ? [] : [code]))
    .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b);
  const own = named.slice(0, CLASS_COLORS);
  const free = [...Array(CLASS_COLORS).keys()].filter((color) => {
    const owner = own[color];
    return owner === undefined || hidden.has(owner);
  });
  const colors = new Array<number | null>(names.length).fill(null);
  // Grey says that others have a class.
  if (named.every((code) => counts[code] === 0)) return colors.fill(0);
  for (const [color, code] of own.entries()) colors[code] = color;
  for (const code of named.slice(CLASS_COLORS)) if (!hidden.has(code)) colors[code] = free.shift() ?? null;
  return colors;
}

/** The colour of a code, for drawing: RGBA by code; alpha 0 hides. */
export function paletteBytes(coloring: Coloring, hidden: ReadonlySet<number>, scheme: Scheme): Uint8Array {
  const bytes = new Uint8Array(4 * PALETTE_SIZE);
  const write = (code: number, [red, green, blue]: Rgb): void =>
    bytes.set([red, green, blue, hidden.has(code) ? 0 : 255], 4 * code);
  if (coloring.kind === 'scale') {
    for (let step = 0; step < SCALE_STEPS; step++) write(step, scaleColor(step / (SCALE_STEPS - 1), scheme));
    write(MISSING_CODE, greyColor(scheme));
    return bytes;
  }
  const colors = classColors(coloring, hidden);
  for (let code = 0; code < Math.min(PALETTE_SIZE, colors.length); code++) {
    const color = colors[code] ?? null;
    write(code, color === null ? greyColor(scheme) : classColor(color, scheme));
  }
  return bytes;
}

/** The colour of one code, as the legend and rings show it. */
export function colorOfCode(coloring: Coloring, code: number, hidden: ReadonlySet<number>, scheme: Scheme): Rgb {
  if (coloring.kind === 'scale') return code >= MISSING_CODE ? greyColor(scheme) : scaleColor(code / (SCALE_STEPS - 1), scheme);
  const color = classColors(coloring, hidden)[code] ?? null;
  return color === null ? greyColor(scheme) : classColor(color, scheme);
}

/** One click on an entry of the legend: in or out. @param codes of the entry */
export function toggled(hidden: ReadonlySet<number>, codes: readonly number[]): ReadonlySet<number> {
  const entry = new Set(codes);
  return codes.every((code) => hidden.has(code)) ? hidden.difference(entry) : hidden.union(entry);
}

/** This entry alone; where it is alone already: all. @param codes of the entry @param all codes of all that the legend lists */
export function isolated(hidden: ReadonlySet<number>, codes: readonly number[], all: readonly number[]): ReadonlySet<number> {
  const others = new Set(all).difference(new Set(codes));
  const isAlone = !codes.some((code) => hidden.has(code)) && others.isSubsetOf(hidden);
  return isAlone ? new Set() : others;
}

function extentOf(values: Float32Array): { readonly min: number; readonly max: number } {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let place = 0; place < values.length; place++) {
    const value = values[place] ?? Number.NaN;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? { min, max } : { min: 0, max: 0 };
}
