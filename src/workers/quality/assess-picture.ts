import type { ChannelStats, QualityScores } from '../decode/calls.ts';
import type { Pixels } from '../decode/pixels.ts';
import { blurryScore } from './blurry.ts';
import { channelStats } from './channel-stats.ts';
import { grayscaleScore, singleColorScore } from './colour-scores.ts';
import { halvedGrey } from './halved-grey.ts';
import { letterboxScore } from './letterbox.ts';
import { lowInformationScore } from './low-information.ts';
import { strongCompressionScore } from './strong-compression.ts';
import { tallyPixels } from './tally.ts';

/** Larger pictures are made smaller or thinned out where that hardly changes a score, and takes half the time. */
const LONG_SIDE = 128;
const MANY_PIXELS = 20_000;

export interface Assessment {
  readonly quality: QualityScores;
  readonly channelStats: ChannelStats;
}

/**
 * All that is scored of one picture.
 * @param pixels grey or RGB, no alpha @param bytes of its file @param format by content
 */
export function assessPicture(pixels: Pixels, bytes: Uint8Array, format: string): Assessment {
  const { width, height } = pixels;
  const isLarge = Math.min(width, height) >= 2 && Math.max(width, height) >= LONG_SIDE;
  const { count, histograms, colour, dark, light } = tallyPixels(pixels, width * height > MANY_PIXELS ? 2 : 1);
  const stats = channelStats(histograms, count);
  // A grey picture is one channel of information, in whichever way it is stored.
  const bands = colour === 0 ? histograms.slice(0, 1) : histograms;
  const quality: QualityScores = {
    dark,
    light,
    blurry: blurryScore(isLarge ? halvedGrey(pixels) : pixels),
    'low-information': lowInformationScore(bands),
    grayscale: grayscaleScore(colour, count),
    'single-color': singleColorScore(stats),
    letterbox: letterboxScore(pixels),
    'strong-compression': strongCompressionScore(bytes, format),
  };
  return { quality, channelStats: stats };
}
