import type { Pixels } from './pixels.ts';

/** How much of each source cell every target cell covers along one axis: `weights` from source cell `from[target]` on. */
interface Coverage {
  readonly from: Int32Array;
  readonly weights: readonly Float64Array[];
}

function coverage(source: number, target: number): Coverage {
  const from = new Int32Array(target);
  const weights = Array.from({ length: target }, (_, cell) => {
    const start = (cell * source) / target;
    const end = ((cell + 1) * source) / target;
    const first = Math.floor(start);
    from[cell] = first;
    return Float64Array.from({ length: Math.max(1, Math.ceil(end) - first) }, (_unused, offset) => {
      const covered = Math.min(end, first + offset + 1) - Math.max(start, first + offset);
      return covered / (end - start);
    });
  });
  return { from, weights };
}

/** One row of luma (ITU-R 601), 0-255. */
function lumaRow({ data, width, channels }: Pixels, y: number, out: Float64Array): void {
  let at = y * width * channels;
  for (let x = 0; x < width; x++, at += channels) {
    out[x] =
      channels >= 3
        ? 0.299 * (data[at] as number) + 0.587 * (data[at + 1] as number) + 0.114 * (data[at + 2] as number)
        : (data[at] as number);
  }
}

/**
 * Squeezes a picture into a grey square by area averaging, aspect ratio ignored.
 * @param pixels grey or RGB, no alpha
 * @returns side × side luma values in [0, 255], row by row
 */
export function greySquare(pixels: Pixels, side: number): Float64Array {
  const columns = coverage(pixels.width, side);
  const rows = coverage(pixels.height, side);
  const out = new Float64Array(side * side);
  const luma = new Float64Array(pixels.width);
  const narrow = new Float64Array(side);
  for (let row = 0; row < side; row++) {
    const weights = rows.weights[row] as Float64Array;
    for (let offset = 0; offset < weights.length; offset++) {
      lumaRow(pixels, (rows.from[row] as number) + offset, luma);
      average(luma, columns, narrow);
      const weight = weights[offset] as number;
      for (let x = 0; x < side; x++) out[row * side + x] = (out[row * side + x] as number) + weight * (narrow[x] as number);
    }
  }
  return out;
}

function average(luma: Float64Array, { from, weights }: Coverage, out: Float64Array): void {
  for (let x = 0; x < out.length; x++) {
    const covered = weights[x] as Float64Array;
    const start = from[x] as number;
    let sum = 0;
    for (let offset = 0; offset < covered.length; offset++) sum += (covered[offset] as number) * (luma[start + offset] as number);
    out[x] = sum;
  }
}
