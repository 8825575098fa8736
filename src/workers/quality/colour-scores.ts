import type { ChannelStats } from '../decode/calls.ts';

/**
 * 0 where R = G = B in every pixel, whatever way they are stored, and the more the more colour there is: how far the
 * channels lie apart, as a root mean square, 1 where every pixel is of a pure colour. A few pixels that are one value off
 * stay below the default cut of .002; a single red pixel of a thumbnail lies above.
 * @param colour sum over pixels of (R-G)² + (G-B)² + (B-R)²
 */
export const grayscaleScore = (colour: number, count: number): number => Math.sqrt(colour / count / 2) / 255;

/** 0 where all pixels are of one colour: the largest standard deviation of a channel, 1 being the largest there can be. */
export function singleColorScore({ mean, meanSquare }: ChannelStats): number {
  const variances = mean.map((value, channel) => (meanSquare[channel] as number) - value * value);
  return 2 * Math.sqrt(Math.max(0, ...variances));
}
