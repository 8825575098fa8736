import { exifOrientation } from '../../../workers/decode/metadata/exif-tags.ts';
import { exifBlock } from '../../../workers/decode/metadata/metadata-block.ts';
import { RIFF_HEADER_BYTES, type RiffChunk, webpChunks } from '../../../workers/decode/metadata/webp-chunks.ts';
import { orientationExif } from './orientation-exif.ts';

/** Chunks of the container's specification that hold the picture; all others go. */
const KEPT: ReadonlySet<string> = new Set(['VP8X', 'VP8 ', 'VP8L', 'ANIM', 'ANMF', 'ALPH', 'ICCP']);
/** Of the flags in VP8X. */
const HAS_EXIF = 0x08;
const HAS_XMP = 0x04;

/**
 * A WebP file without Exif, XMP and unknown chunks but an orientation, with flags and length to match.
 * @returns null where the file is not whole
 */
export function stripWebp(bytes: Uint8Array): Uint8Array | null {
  const chunks = [...webpChunks(bytes)];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const last = chunks.at(-1);
  if (last === undefined || last.end < Math.min(8 + view.getUint32(4, true), bytes.length)) return null;
  // Only a file that begins with VP8X may have Exif, and is read for it.
  const isExtended = chunks[0]?.type === 'VP8X';
  const orientation = isExtended ? orientationOf(bytes, chunks) : 1;
  const parts: Uint8Array[] = chunks.filter(({ type }) => KEPT.has(type)).map(({ start, end }) => bytes.slice(start, end));
  if (orientation !== 1) parts.push(exifChunk(orientation));
  if (isExtended && parts[0] !== undefined) {
    parts[0][8] = ((parts[0][8] ?? 0) & ~(HAS_EXIF | HAS_XMP)) | (orientation === 1 ? 0 : HAS_EXIF);
  }
  const stripped = Buffer.concat([bytes.slice(0, RIFF_HEADER_BYTES), ...parts]);
  stripped.writeUInt32LE(stripped.length - 8, 4);
  return stripped;
}

function orientationOf(bytes: Uint8Array, chunks: readonly RiffChunk[]): number {
  const exif = chunks.find(({ type }) => type === 'EXIF');
  const block = exif === undefined ? null : exifBlock(bytes.subarray(exif.data, exif.dataEnd));
  return block?.kind === 'exif' ? exifOrientation(block.bytes) : 1;
}

function exifChunk(orientation: number): Uint8Array {
  const exif = orientationExif(orientation);
  return Buffer.concat([Buffer.from('EXIF', 'latin1'), Uint8Array.of(exif.length, 0, 0, 0), exif]);
}
