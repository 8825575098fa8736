/** What differs between two pictures of one size. */
export interface PixelDifference {
  /** Per pixel the largest difference of a channel, alpha included, 0-255. */
  readonly levels: Uint8ClampedArray;
  /** Share of pixels that differ at all, in [0, 1]. */
  readonly share: number;
  /** Mean difference of red, green and blue over all pixels, 0-255. */
  readonly mean: number;
  /** The largest of `levels`. */
  readonly largest: number;
}

/** Compares pixel by pixel. @param a RGBA, as ImageData has it @param b of the same length */
export function pixelDifference(a: Uint8ClampedArray, b: Uint8ClampedArray): PixelDifference {
  const levels = new Uint8ClampedArray(a.length / 4);
  let [different, sum, largest] = [0, 0, 0];
  for (let pixel = 0, at = 0; pixel < levels.length; pixel++, at += 4) {
    const red = Math.abs((a[at] as number) - (b[at] as number));
    const green = Math.abs((a[at + 1] as number) - (b[at + 1] as number));
    const blue = Math.abs((a[at + 2] as number) - (b[at + 2] as number));
    const alpha = Math.abs((a[at + 3] as number) - (b[at + 3] as number));
    const level = Math.max(red, green, blue, alpha);
    sum += red + green + blue;
    if (level > 0) different++;
    if (level > largest) largest = level;
    levels[pixel] = level;
  }
  const pixels = Math.max(1, levels.length);
  return { levels, share: different / pixels, mean: sum / (3 * pixels), largest };
}

/** Paints differences on black, from amber to white. @param gain times as bright @param out RGBA, four bytes per level */
export function paintDifference(levels: Uint8ClampedArray, gain: number, out: Uint8ClampedArray): void {
  for (let pixel = 0, at = 0; pixel < levels.length; pixel++, at += 4) {
    const value = (levels[pixel] as number) * gain;
    out[at] = value * 1.6;
    out[at + 1] = value;
    out[at + 2] = value * 0.4;
    out[at + 3] = 255;
  }
}

/** The gain that makes the largest difference as bright as can be, a power of two; 1 where there is none. */
export function fittingGain(largest: number): number {
  return largest === 0 ? 1 : 2 ** Math.max(0, Math.min(6, Math.floor(Math.log2(255 / largest))));
}

/** The difference in numbers: `94% of the pixels differ, by 2.1 of 255 levels on average, by 63 at most`. */
export function differenceSentence({ share, mean, largest }: PixelDifference): string {
  if (largest === 0) return 'Identical: no pixel differs';
  const percent = share * 100;
  const shown = percent > 0 && percent < 0.1 ? 'Less than 0.1%' : `${percent < 10 ? percent.toFixed(1) : Math.round(percent)}%`;
  const average = mean < 0.05 ? 'less than 0.1' : mean.toFixed(1);
  return `${shown} of the pixels differ, by ${average} of 255 levels on average, by ${largest} at most`;
}
