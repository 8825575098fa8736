import { crc32 } from 'node:zlib';
import { exifOrientation } from '../../../workers/decode/metadata/exif-tags.ts';
import { PNG_SIGNATURE_BYTES, pngChunks } from '../../../workers/decode/metadata/png-chunks.ts';
import { orientationExif } from './orientation-exif.ts';

/** Exif, texts, time, and content credentials, which name who made them. */
const DROPPED: ReadonlySet<string> = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME', 'caBX']);

/**
 * A PNG file without metadata chunks but an orientation, and without what follows its end.
 * @returns null where the file is not whole
 */
export function stripPng(bytes: Uint8Array): Uint8Array | null {
  const parts = [bytes.subarray(0, PNG_SIGNATURE_BYTES)];
  for (const { type, start, data, dataEnd, end } of pngChunks(bytes)) {
    if (!DROPPED.has(type)) parts.push(bytes.subarray(start, end));
    const orientation = type === 'eXIf' ? exifOrientation(bytes.subarray(data, dataEnd)) : 1;
    if (orientation !== 1) parts.push(chunk('eXIf', orientationExif(orientation)));
    if (type === 'IEND') return Buffer.concat(parts);
  }
  return null;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}
