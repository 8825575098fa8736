import type { SampleDetails } from '../../shared/sample.ts';
import { formatBytes, formatCount, formatTaken } from '../ui/format.ts';

export interface Fact {
  readonly name: string;
  readonly value: string;
  /** Offered to be copied, as it is: a hash. */
  readonly isCode: boolean;
}

/** EXIF orientation as what was done to show the picture upright. */
const ORIENTATIONS: Readonly<Record<number, string>> = {
  1: 'upright',
  2: 'mirrored',
  3: 'rotated 180°',
  4: 'mirrored, rotated 180°',
  5: 'mirrored, rotated 90° left',
  6: 'rotated 90° right',
  7: 'mirrored, rotated 90° right',
  8: 'rotated 90° left',
};

const CHANNELS: Readonly<Record<number, string>> = { 1: 'grey', 2: 'grey, alpha', 3: 'colour', 4: 'colour, alpha' };

/** A sample's facts in the order they are shown, after its label; what is not known is left out. */
export function factsOf(sample: SampleDetails): readonly Fact[] {
  const { width, height, channels, bitDepth, orientation, frames } = sample;
  const megapixels = width === null || height === null ? null : (width * height) / 1e6;
  return [
    fact('Split', sample.split),
    fact('Status', sample.status),
    fact('Dimensions', width === null || height === null ? null : `${formatCount(width)} × ${formatCount(height)}`),
    fact('Megapixels', megapixels === null || megapixels < 0.1 ? null : megapixels.toFixed(1)),
    fact('File size', `${formatBytes(sample.sizeBytes)} (${formatCount(sample.sizeBytes)} B)`),
    fact('Format', formatName(sample)),
    fact(
      'Channels',
      channels === null ? null : `${channels}${CHANNELS[channels] === undefined ? '' : ` (${CHANNELS[channels]})`}`,
    ),
    fact('Bit depth', bitDepth === null ? null : `${bitDepth} bits per channel`),
    fact(
      'Orientation',
      orientation === null || orientation === 1 ? null : `${ORIENTATIONS[orientation] ?? 'unknown'} (EXIF ${orientation})`,
    ),
    fact('Frames', frames === null || frames === 1 ? null : `${formatCount(frames)}, the first is shown`),
    fact('Taken', sample.capturedMs === null ? null : formatTaken(sample.capturedMs, 'minute')),
    fact('Modified', new Date(sample.modifiedMs).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })),
    fact('SHA-256', sample.contentHash, true),
    fact('Perceptual hash', sample.perceptualHash, true),
    fact('Id', String(sample.id)),
  ].filter((each) => each !== null);
}

function fact(name: string, value: string | null, isCode = false): Fact | null {
  return value === null || value === '' ? null : { name, value, isCode };
}

function formatName({ format, extensionFormat }: SampleDetails): string | null {
  if (format === null) return null;
  const name = format.toUpperCase();
  return extensionFormat === null ? name : `${name}, though its name says ${extensionFormat.toUpperCase()}`;
}
