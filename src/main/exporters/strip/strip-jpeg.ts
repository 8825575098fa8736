import { latin1 } from '../../../workers/decode/metadata/decode-text.ts';
import { exifOrientation } from '../../../workers/decode/metadata/exif-tags.ts';
import {
  APP0,
  APP1,
  APP2,
  APP14,
  APP15,
  COMMENT,
  EOI,
  type JpegSegment,
  jpegSegments,
} from '../../../workers/decode/metadata/jpeg-segments.ts';
import { exifBlock } from '../../../workers/decode/metadata/metadata-block.ts';
import { orientationExif } from './orientation-exif.ts';

/** Application segments that decoders need for the right colours. */
const KEPT: Readonly<Record<number, string>> = { [APP0]: 'JFIF\0', [APP2]: 'ICC_PROFILE\0', [APP14]: 'Adobe' };
const EXIF_HEADER = Buffer.from('Exif\0\0', 'latin1');

/**
 * A JPEG file without application segments and comments but JFIF, colour profile, Adobe's and the orientation. What
 * follows its end mark goes too: further pictures (with metadata of their own) and films lie there.
 * @returns null where the file is not well formed to its end
 */
export function stripJpeg(bytes: Uint8Array): Uint8Array | null {
  const segments = [...jpegSegments(bytes)];
  if (segments.at(-1)?.marker !== EOI) return null;
  const kept = segments.filter((segment) => isKept(bytes, segment)).map(({ start, end }) => bytes.subarray(start, end));
  const orientation = orientationOf(bytes, segments);
  // Where the Exif standard wants it: right behind the start mark, or JFIF's segment.
  const isJfif = segments[1]?.marker === APP0 && isKept(bytes, segments[1]);
  if (orientation !== 1) kept.splice(isJfif ? 2 : 1, 0, exifSegment(orientation));
  return Buffer.concat(kept);
}

function isKept(bytes: Uint8Array, { marker, payload }: JpegSegment): boolean {
  const name = KEPT[marker];
  if (name !== undefined) return latin1(bytes, payload, name.length) === name;
  return marker !== COMMENT && (marker < APP0 || marker > APP15);
}

function orientationOf(bytes: Uint8Array, segments: readonly JpegSegment[]): number {
  const exif = segments.find(({ marker, payload }) => marker === APP1 && latin1(bytes, payload, 5) === 'Exif\0');
  const block = exif === undefined ? null : exifBlock(bytes.subarray(exif.payload, exif.end));
  return block?.kind === 'exif' ? exifOrientation(block.bytes) : 1;
}

function exifSegment(orientation: number): Uint8Array {
  const payload = Buffer.concat([EXIF_HEADER, orientationExif(orientation)]);
  return Buffer.concat([Uint8Array.of(0xff, APP1, 0, payload.length + 2), payload]);
}
