import type { ChannelStats } from '../decode/calls.ts';

function momentsOf(histogram: Uint32Array, count: number): { readonly mean: number; readonly meanSquare: number } {
  let sum = 0;
  let squares = 0;
  for (const [value, times] of histogram.entries()) {
    sum += times * value;
    squares += times * value * value;
  }
  return { mean: sum / count / 255, meanSquare: squares / count / (255 * 255) };
}

/** @param histograms 256 counts of each channel, of grey (1, 2) or RGB (3, 4) @param count of pixels */
export function channelStats(histograms: readonly Uint32Array[], count: number): ChannelStats {
  const isGrey = histograms.length < 3;
  const red = momentsOf(histograms[0] as Uint32Array, count);
  const green = isGrey ? red : momentsOf(histograms[1] as Uint32Array, count);
  const blue = isGrey ? red : momentsOf(histograms[2] as Uint32Array, count);
  return {
    mean: [red.mean, green.mean, blue.mean],
    meanSquare: [red.meanSquare, green.meanSquare, blue.meanSquare],
  };
}
