import type { ChannelStats } from '../decode/calls.ts';

type Triple = readonly [number, number, number];

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
  const colours = histograms.length >= 3 ? [0, 1, 2] : [0, 0, 0];
  const moments = colours.map((channel) => momentsOf(histograms[channel] as Uint32Array, count));
  return {
    mean: moments.map(({ mean }) => mean) as unknown as Triple,
    meanSquare: moments.map(({ meanSquare }) => meanSquare) as unknown as Triple,
  };
}
