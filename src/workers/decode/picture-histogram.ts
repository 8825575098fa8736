import { setImmediate } from 'node:timers/promises';
import { WinnowError } from '../../shared/errors.ts';
import { LUMA, type PictureHistogram, type SeriesHistogram } from '../../shared/picture-histogram.ts';
import type { DecodeInput } from './calls.ts';
import { openLeniently } from './open-leniently.ts';
import { decodeFully, decodeReduced, type FullPixels } from './vips.ts';

/** More are made fewer first, without mixing their values where the decoder allows it: 64 MB. */
const MOST_PIXELS = 1 << 24;
/** Pixels between two looks at what else there is to do: some milliseconds. */
const STRETCH = 1 << 20;

/**
 * Counts the values of a picture's first frame, upright, in sRGB, lenient with damage.
 * @throws {WinnowError} not_found with the decoder's words
 */
export async function pictureHistogram({ limits, ...place }: DecodeInput, signal?: AbortSignal): Promise<PictureHistogram> {
  try {
    const { source, facts } = await openLeniently(place, limits);
    const reduced = Math.sqrt(MOST_PIXELS / (facts.width * facts.height));
    const options = { failOn: 'none', ...limits } as const;
    const pixels =
      reduced >= 1
        ? await decodeFully(source, false, options)
        : await decodeReduced(source, Math.max(1, Math.floor(facts.width * reduced)), options);
    return { ...(await histogramOf(pixels, facts.hasAlpha, signal)), isReduced: reduced < 1 };
  } catch (error) {
    signal?.throwIfAborted();
    const words = error instanceof Error ? error.message : String(error);
    throw new WinnowError('not_found', `The pixels cannot be counted: ${words}`, { cause: error });
  }
}

/** @param pixels RGBA */
export async function histogramOf(
  { data }: Pick<FullPixels, 'data'>,
  hasAlpha: boolean,
  signal?: AbortSignal,
): Promise<Omit<PictureHistogram, 'isReduced'>> {
  const [red, green, blue, luma, alpha] = Array.from({ length: 5 }, () => new Uint32Array(256));
  const [ofRed, ofGreen, ofBlue] = LUMA;
  let [black, white] = [0, 0];
  for (let from = 0; from < data.length; from += 4 * STRETCH) {
    const to = Math.min(data.length, from + 4 * STRETCH);
    for (let at = from; at < to; at += 4) {
      const a = data[at + 3] as number;
      add(alpha, a);
      if (a === 0) continue;
      const [r, g, b] = [data[at] as number, data[at + 1] as number, data[at + 2] as number];
      add(red, r);
      add(green, g);
      add(blue, b);
      add(luma, Math.round(ofRed * r + ofGreen * g + ofBlue * b));
      const sum = r + g + b;
      if (sum === 0) black++;
      else if (sum === 765) white++;
    }
    await setImmediate();
    signal?.throwIfAborted();
  }
  const pixels = data.length / 4 - (alpha?.[0] ?? 0);
  return {
    series: { red: seriesOf(red), green: seriesOf(green), blue: seriesOf(blue), luminance: seriesOf(luma) },
    alpha: hasAlpha ? seriesOf(alpha) : null,
    pixels,
    black,
    white,
  };
}

function add(counts: Uint32Array | undefined, value: number): void {
  if (counts !== undefined) counts[value] = (counts[value] as number) + 1;
}

function seriesOf(counts: Uint32Array = new Uint32Array(256)): SeriesHistogram {
  let [sum, pixels] = [0, 0];
  for (const [value, count] of counts.entries()) {
    sum += value * count;
    pixels += count;
  }
  return { counts: Array.from(counts), mean: pixels === 0 ? 0 : sum / pixels };
}
