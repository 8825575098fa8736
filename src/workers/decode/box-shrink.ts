/** Of the result. */
export interface ShrunkSize {
  readonly width: number;
  readonly height: number;
  /** Of 4 the last one is alpha. */
  readonly channels: 1 | 3 | 4;
}

/**
 * Each pixel the mean of a square of `factor` × `factor`; colours count by how opaque they are, so that what nobody sees does not
 * colour edges.
 * @param pixels `width * factor` × `height * factor`, 8 bits a channel
 * @param factor a power of two, at most 512
 */
export function boxShrink(pixels: Uint8Array, size: ShrunkSize, factor: number): Uint8Array {
  if (factor === 1) return pixels;
  return size.channels === 4 ? shrinkWithAlpha(pixels, size, factor) : shrinkOpaque(pixels, size, factor);
}

function shrinkOpaque(pixels: Uint8Array, { width, height, channels }: ShrunkSize, factor: number): Uint8Array {
  const shrunk = new Uint8Array(width * height * channels);
  const sums = new Uint32Array(width * channels);
  const bits = 2 * Math.log2(factor);
  let at = 0;
  for (let row = 0; row < height; row++) {
    sums.fill(1 << (bits - 1));
    for (let y = 0; y < factor; y++) {
      for (let first = 0; first < sums.length; first += channels) {
        for (let x = 0; x < factor; x++) {
          for (let channel = 0; channel < channels; channel++)
            sums[first + channel] = (sums[first + channel] ?? 0) + (pixels[at++] ?? 0);
        }
      }
    }
    for (let place = 0; place < sums.length; place++) shrunk[row * sums.length + place] = (sums[place] ?? 0) >>> bits;
  }
  return shrunk;
}

function shrinkWithAlpha(pixels: Uint8Array, { width, height, channels }: ShrunkSize, factor: number): Uint8Array {
  const shrunk = new Uint8Array(width * height * channels);
  const alphaAt = channels - 1;
  const sums = new Float64Array(channels);
  for (let place = 0; place < width * height; place++) {
    const [column, row] = [place % width, Math.floor(place / width)];
    sums.fill(0);
    for (let y = 0; y < factor; y++) {
      let at = ((row * factor + y) * width + column) * factor * channels;
      for (let x = 0; x < factor; x++, at += channels) {
        const alpha = pixels[at + alphaAt] ?? 0;
        for (let channel = 0; channel < alphaAt; channel++)
          sums[channel] = (sums[channel] ?? 0) + (pixels[at + channel] ?? 0) * alpha;
        sums[alphaAt] = (sums[alphaAt] ?? 0) + alpha;
      }
    }
    const alpha = sums[alphaAt] ?? 0;
    for (let channel = 0; channel < alphaAt; channel++) {
      shrunk[place * channels + channel] = alpha === 0 ? 0 : Math.round((sums[channel] ?? 0) / alpha);
    }
    shrunk[place * channels + alphaAt] = Math.round(alpha / factor ** 2);
  }
  return shrunk;
}
