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

/** Adds `weight` times the luma (ITU-R 601) of row `y` to `sums`, one per column. */
function addRow({ data, width, channels }: Pixels, y: number, weight: number, sums: Float64Array): void {
  const isGrey = channels < 3;
  const red = weight * (isGrey ? 1 : 0.299);
  const green = weight * (isGrey ? 0 : 0.587);
  const blue = weight * (isGrey ? 0 : 0.114);
  const greenAt = isGrey ? 0 : 1;
  const blueAt = isGrey ? 0 : 2;
  for (let x = 0, at = y * width * channels; x < width; x++, at += channels) {
    const luma = red * (data[at] as number) + green * (data[at + greenAt] as number) + blue * (data[at + blueAt] as number);
    sums[x] = (sums[x] as number) + luma;
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
  const band = new Float64Array(pixels.width);
  for (let y = 0; y < side; y++) {
    const first = rows.from[y] as number;
    band.fill(0);
    (rows.weights[y] as Float64Array).forEach((weight, offset) => {
      addRow(pixels, first + offset, weight, band);
    });
    squeeze(band, columns, out.subarray(y * side, (y + 1) * side));
  }
  return out;
}

function squeeze(band: Float64Array, { from, weights }: Coverage, out: Float64Array): void {
  for (let x = 0; x < out.length; x++) {
    const covered = weights[x] as Float64Array;
    const start = from[x] as number;
    let sum = 0;
    for (let offset = 0; offset < covered.length; offset++) sum += (covered[offset] as number) * (band[start + offset] as number);
    out[x] = sum;
  }
}
