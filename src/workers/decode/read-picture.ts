import { type DecodeLimits, THUMBNAIL_SIDE } from './calls.ts';
import { decoderWords } from './decoder-words.ts';
import { isUnsupported, openPicture } from './open-picture.ts';
import type { Pixels } from './pixels.ts';
import { encodeJpeg, type Facts, shrink } from './vips.ts';

const THUMBNAIL_QUALITY = 80;

/** What decoding came to: pixels where there is anything to show, even of a corrupt file. */
export interface Picture {
  readonly status: 'ok' | 'corrupt' | 'unsupported';
  readonly reason: string | null;
  readonly facts: Facts | null;
  /** The picture at thumbnail size, no alpha: what hash and colour are taken from. */
  readonly pixels: Pixels | null;
  /** The same as JPEG. */
  readonly thumbnail: Uint8Array | null;
}

const NOTHING_TO_SHOW = { pixels: null, thumbnail: null };

const tooManyPixels = ({ width, height }: Facts, maxPixels: number): string =>
  `${width} × ${height} pixels are over the limit of ${maxPixels.toLocaleString('en')} pixels`;

/** Six channels and more are a real TIFF that libvips leaves to others; in any other format they are a broken header. */
const isOverLimit = (reason: string, format: string): boolean =>
  reason.includes('exceeds pixel limit') || (format === 'tiff' && reason.includes('exceeds channel limit'));

function refusal(error: unknown, format: string, facts: Facts | null, limits: DecodeLimits): Picture {
  const reason = decoderWords(error);
  if (reason.startsWith('timeout:')) {
    return {
      status: 'unsupported',
      reason: `decoding took longer than the limit of ${limits.maxSeconds} s`,
      facts,
      ...NOTHING_TO_SHOW,
    };
  }
  const status = isOverLimit(reason, format) || isUnsupported(error) ? 'unsupported' : 'corrupt';
  return { status, reason, facts, ...NOTHING_TO_SHOW };
}

async function attempt(bytes: Uint8Array, format: string, failOn: 'warning' | 'none', limits: DecodeLimits): Promise<Picture> {
  let facts: Facts | null = null;
  try {
    const picture = await openPicture(bytes, format, failOn, limits.maxPixels);
    facts = picture.facts;
    if (facts.width * facts.height > limits.maxPixels) {
      return { status: 'unsupported', reason: tooManyPixels(facts, limits.maxPixels), facts, ...NOTHING_TO_SHOW };
    }
    const pixels = await shrink(picture.source, THUMBNAIL_SIDE, { failOn, ...limits });
    const thumbnail = await encodeJpeg(pixels, THUMBNAIL_QUALITY);
    return { status: picture.damage === null ? 'ok' : 'corrupt', reason: picture.damage, facts, pixels, thumbnail };
  } catch (error) {
    return refusal(error, format, facts, limits);
  }
}

/**
 * Decodes a picture once; where that finds damage, a second time leniently so that what is left of it can be seen.
 * @param format by content, one that can be decoded
 */
export async function readPicture(bytes: Uint8Array, format: string, limits: DecodeLimits): Promise<Picture> {
  const started = performance.now();
  const strict = await attempt(bytes, format, 'warning', limits);
  if (strict.status !== 'corrupt' || strict.pixels !== null) return strict;
  const secondsLeft = Math.max(1, limits.maxSeconds - (performance.now() - started) / 1000);
  const lenient = await attempt(bytes, format, 'none', { ...limits, maxSeconds: secondsLeft });
  return { ...strict, facts: lenient.facts ?? strict.facts, pixels: lenient.pixels, thumbnail: lenient.thumbnail };
}
