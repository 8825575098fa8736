import type { Pixels } from '../decode/pixels.ts';

/** Weights are whole numbers of 2⁻²². */
const PRECISION = 22;
const HALF = 1 << (PRECISION - 1);
const SUPPORT = 2;
const SHARPNESS = -0.5;

/** How one axis is resized: target cell i is a sum of `counts[i]` source cells from `starts[i]` on, weighted from `i * stride` on. */
interface Weights {
  readonly starts: Int32Array;
  readonly counts: Int32Array;
  readonly weights: Int32Array;
  readonly stride: number;
}

/** @see Keys, Cubic Convolution Interpolation for Digital Image Processing, 1981 */
function cubic(distance: number): number {
  const x = Math.abs(distance);
  if (x < 1) return ((SHARPNESS + 2) * x - (SHARPNESS + 3)) * x * x + 1;
  return x < 2 ? (((x - 5) * x + 8) * x - 4) * SHARPNESS : 0;
}

const fixed = (weight: number): number => Math.trunc(weight * (1 << PRECISION) + (weight < 0 ? -0.5 : 0.5));

function weightsOf(source: number, target: number): Weights {
  const scale = source / target;
  const widening = Math.max(1, scale);
  const narrowing = 1 / widening;
  const reach = SUPPORT * widening;
  const stride = Math.ceil(reach) * 2 + 1;
  const [starts, counts] = [new Int32Array(target), new Int32Array(target)];
  const weights = new Int32Array(target * stride);
  for (let cell = 0; cell < target; cell++) {
    const center = (cell + 0.5) * scale;
    const start = Math.max(0, Math.trunc(center - reach + 0.5));
    const end = Math.min(source, Math.trunc(center + reach + 0.5));
    const raw = Array.from({ length: end - start }, (_, offset) => cubic((offset + start - center + 0.5) * narrowing));
    const sum = raw.reduce((total, weight) => total + weight, 0);
    starts[cell] = start;
    counts[cell] = end - start;
    for (const [offset, weight] of raw.entries()) weights[cell * stride + offset] = fixed(weight / sum);
  }
  return { starts, counts, weights, stride };
}

/** Pictures of one dataset have few sizes, and making the weights takes a good part of the time of using them. */
const MOST_KEPT = 512;
const kept = new Map<string, Weights>();

function keptWeights(source: number, target: number): Weights {
  const key = `${source} ${target}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (kept.size === MOST_KEPT) kept.clear();
  const made = weightsOf(source, target);
  kept.set(key, made);
  return made;
}

function toByte(sum: number): number {
  const value = sum >> PRECISION;
  return value < 0 ? 0 : value > 255 ? 255 : value;
}

/** Where the cells of one row or column lie: the first, and how far apart. */
interface Line {
  readonly data: Uint8Array;
  readonly at: number;
  readonly step: number;
}

/** Resizes one channel of a line. */
function resizeLine(source: Line, target: Line, { starts, counts, weights, stride }: Weights): void {
  const { data, step } = source;
  for (let cell = 0; cell < starts.length; cell++) {
    const first = cell * stride;
    const end = first + (counts[cell] as number);
    let sum = HALF;
    for (let tap = first, at = source.at + (starts[cell] as number) * step; tap < end; tap++, at += step) {
      sum = (sum + Math.imul(data[at] as number, weights[tap] as number)) | 0;
    }
    target.data[target.at + cell * target.step] = toByte(sum);
  }
}

/** Resizes three channels that lie side by side, in two thirds of the time. */
function resizeLineOfThree(source: Line, target: Line, { starts, counts, weights, stride }: Weights): void {
  const { data, step } = source;
  for (let cell = 0; cell < starts.length; cell++) {
    const first = cell * stride;
    const end = first + (counts[cell] as number);
    let red = HALF;
    let green = HALF;
    let blue = HALF;
    for (let tap = first, at = source.at + (starts[cell] as number) * step; tap < end; tap++, at += step) {
      const weight = weights[tap] as number;
      red = (red + Math.imul(data[at] as number, weight)) | 0;
      green = (green + Math.imul(data[at + 1] as number, weight)) | 0;
      blue = (blue + Math.imul(data[at + 2] as number, weight)) | 0;
    }
    const out = target.at + cell * target.step;
    target.data[out] = toByte(red);
    target.data[out + 1] = toByte(green);
    target.data[out + 2] = toByte(blue);
  }
}

function resizeChannels(source: Line, target: Line, channels: number, weights: Weights): void {
  if (channels === 3) {
    resizeLineOfThree(source, target, weights);
    return;
  }
  for (let channel = 0; channel < channels; channel++) {
    resizeLine({ ...source, at: source.at + channel }, { ...target, at: target.at + channel }, weights);
  }
}

function resizeRows({ data, width, height, channels }: Pixels, to: number): Pixels {
  const resized = new Uint8Array(to * height * channels);
  const weights = keptWeights(width, to);
  for (let y = 0; y < height; y++) {
    const source = { data, at: y * width * channels, step: channels };
    resizeChannels(source, { data: resized, at: y * to * channels, step: channels }, channels, weights);
  }
  return { data: resized, width: to, height, channels };
}

function resizeColumns({ data, width, height, channels }: Pixels, to: number): Pixels {
  const resized = new Uint8Array(width * to * channels);
  const weights = keptWeights(height, to);
  const step = width * channels;
  for (let at = 0; at < step; at += channels) {
    resizeChannels({ data, at, step }, { data: resized, at, step }, channels, weights);
  }
  return { data: resized, width, height: to, channels };
}

const toWidth = (pixels: Pixels, width: number): Pixels => (width === pixels.width ? pixels : resizeRows(pixels, width));
const toHeight = (pixels: Pixels, height: number): Pixels => (height === pixels.height ? pixels : resizeColumns(pixels, height));

/**
 * Resizes a picture as Pillow (13) does by default: bicubic over all source pixels that a target pixel covers, rounded to
 * whole bytes after each axis; rows first, columns first where the height shrinks by over twice as many pixels as the width.
 * Alpha is resized like any other channel.
 * @returns a picture of width × height; the one given, where that is its size
 */
export function resizeBicubic(pixels: Pixels, width: number, height: number): Pixels {
  return pixels.height - height > 2 * (pixels.width - width)
    ? toWidth(toHeight(pixels, height), width)
    : toHeight(toWidth(pixels, width), height);
}
