import type { ColorScaleKind } from '../state/confusion-settings.ts';

/** A colour as red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/** A strip of colours from nothing to the most there is. */
export type Ramp = readonly Rgb[];

export interface MatrixRamps {
  /** Off the diagonal. */
  readonly mistakes: Ramp;
  /** On it: another hue, less loud. */
  readonly right: Ramp;
  /** Better and worse, where two runs are compared. */
  readonly better: Ramp;
  readonly worse: Ramp;
}

const STEPS = 256;

/** Lightness rises (dark) or falls (light) all along, so that the scales are read without telling colours apart. */
const RAMPS: Readonly<Record<'dark' | 'light', MatrixRamps>> = {
  dark: {
    mistakes: ramp('#1d1d1d', '#4b2a12', '#9a4c12', '#ee8d24', '#ffe2a6'),
    right: ramp('#1d1d1d', '#29333d', '#42566a', '#6d87a0', '#b4c8da'),
    better: ramp('#1d1d1d', '#123049', '#1c5c8e', '#3f9be0', '#b9e0ff'),
    worse: ramp('#1d1d1d', '#4b2a12', '#9a4c12', '#ee8d24', '#ffe2a6'),
  },
  light: {
    mistakes: ramp('#ffffff', '#fde3bd', '#f6a94a', '#c4590c', '#642305'),
    right: ramp('#ffffff', '#dde5ec', '#a7b9c8', '#67809a', '#34495d'),
    better: ramp('#ffffff', '#d3e8fb', '#7fbdf0', '#2272b8', '#0d3a66'),
    worse: ramp('#ffffff', '#fde3bd', '#f6a94a', '#c4590c', '#642305'),
  },
};

export function matrixRamps(scheme: 'dark' | 'light'): MatrixRamps {
  return RAMPS[scheme];
}

/** The least and the largest value, both above 0; equal where there is one only; 0 where there is none. */
export interface ValueRange {
  readonly least: number;
  readonly most: number;
}

/** Ranges of what is off the diagonal and on it, of values side × side; signs do not count. */
export function valueRanges(values: Float32Array, side: number): { readonly mistakes: ValueRange; readonly right: ValueRange } {
  const ranges = { mistakes: { least: Infinity, most: 0 }, right: { least: Infinity, most: 0 } };
  for (let at = 0; at < values.length; at++) {
    const value = Math.abs(values[at] ?? 0);
    if (value === 0) continue;
    const range = at % (side + 1) === 0 ? ranges.right : ranges.mistakes;
    if (value < range.least) range.least = value;
    if (value > range.most) range.most = value;
  }
  const closed = ({ least, most }: ValueRange): ValueRange => ({ least: most === 0 ? 0 : least, most });
  return { mistakes: closed(ranges.mistakes), right: closed(ranges.right) };
}

/** A logarithmic scale covers at least this ratio: values that are nearly the same look nearly the same. */
const LEAST_RATIO = 32;
/** Where the least value of a logarithmic scale lies, and of a linear one whatever is not nothing: it must be seen. */
const SEEN = 0.18;

/** Where on a ramp a value lies, in [0, 1]. @param value at least 0 */
export function positionOf(value: number, { least, most }: ValueRange, kind: ColorScaleKind): number {
  if (value <= 0 || most <= 0) return 0;
  if (value >= most) return 1;
  if (kind === 'linear') return Math.max(SEEN, value / most);
  const from = Math.min(least, most / LEAST_RATIO);
  return SEEN + (1 - SEEN) * Math.max(0, Math.log(value / from) / Math.log(most / from));
}

/** @param position in [0, 1] */
export function colorAt(colors: Ramp, position: number): Rgb {
  return colors[Math.round(Math.min(1, Math.max(0, position)) * (colors.length - 1))] ?? [0, 0, 0];
}

export function cssOf([red, green, blue]: Rgb): string {
  return `rgb(${red} ${green} ${blue})`;
}

/** Black or white, whichever is read more easily on a colour [WCAG 2, relative luminance]. */
export function inkOn(color: Rgb): '#000000' | '#ffffff' {
  const [red, green, blue] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return (luminance + 0.05) ** 2 > 1.05 * 0.05 ? '#000000' : '#ffffff';
}

/** As a CSS gradient from left to right. */
export function gradientOf(colors: Ramp): string {
  return `linear-gradient(to right, ${[0, 0.25, 0.5, 0.75, 1].map((place) => cssOf(colorAt(colors, place))).join(', ')})`;
}

/** 256 colours through some, evenly. */
function ramp(...through: readonly string[]): Ramp {
  const stops = through.map((hex) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)));
  return Array.from({ length: STEPS }, (_, step) => {
    const place = (step / (STEPS - 1)) * (stops.length - 1);
    const from = Math.min(stops.length - 2, Math.floor(place));
    const between = (channel: number): number => {
      const [start, end] = [stops[from]?.[channel] ?? 0, stops[from + 1]?.[channel] ?? 0];
      return Math.round(start + (end - start) * (place - from));
    };
    return [between(0), between(1), between(2)] as const;
  });
}
