import type { ModelLayout, Preprocessing } from '../../shared/embedding.ts';
import type { Pixels } from '../decode/pixels.ts';
import type { InputNumbers } from './input-numbers.ts';

export type ColorRule = Pick<Preprocessing, 'color' | 'range' | 'mean' | 'std'>;

/** What each of the 256 values of a channel becomes: (v · range / 255 - mean) / std. */
export function channelTable({ range, mean, std }: ColorRule, channel: number): Float32Array {
  const scale = range / 255;
  return Float32Array.from({ length: 256 }, (_, value) => (value * scale - (mean[channel] ?? 0)) / (std[channel] ?? 1));
}

/** As ITU-R BT.601 weighs red, green and blue, in 1/65536. */
const RED = 19_595;
const GREEN = 38_470;
const BLUE = 7471;

/** One 8-bit value a pixel. */
function greyOf({ data, channels }: Pixels): Uint8Array {
  const grey = new Uint8Array(data.length / channels);
  for (let pixel = 0, at = 0; pixel < grey.length; pixel++, at += channels) {
    const red = data[at] as number;
    const value = RED * red + GREEN * (data[at + 1] as number) + BLUE * (data[at + 2] as number) + 32_768;
    grey[pixel] = channels < 3 ? red : value >> 16;
  }
  return grey;
}

/** Writes values of pixels into numbers of a model's input. Made once per model. */
export type FillTensor = (pixels: Pixels, into: InputNumbers) => void;

/**
 * @returns writes one picture of the input's size, without alpha, into `into` (channels × height × width numbers, in the
 * layout's order); a uint8 input gets values rounded and clipped
 */
export function createFill(layout: ModelLayout, type: 'float32' | 'uint8', rule: ColorRule): FillTensor {
  const channels = rule.color === 'grey' ? 1 : 3;
  const tables = Array.from({ length: channels }, (_, channel) => {
    const table = channelTable(rule, channel);
    return type === 'float32' ? table : Uint8ClampedArray.from(table);
  });
  return (pixels, into) => {
    const source = channels === 1 ? greyOf(pixels) : pixels.data;
    const sourceStep = channels === 1 ? 1 : pixels.channels;
    const count = pixels.width * pixels.height;
    for (let channel = 0; channel < channels; channel++) {
      const table = tables[channel] as Float32Array;
      // A grey picture is red, green and blue alike.
      let from = sourceStep < 3 ? 0 : rule.color === 'bgr' ? 2 - channel : channel;
      let to = layout === 'nchw' ? channel * count : channel;
      const toStep = layout === 'nchw' ? 1 : channels;
      for (let pixel = 0; pixel < count; pixel++, from += sourceStep, to += toStep) {
        into[to] = table[source[from] as number] as number;
      }
    }
  };
}
