import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

function pngChunk(type: string, data: Uint8Array): Buffer {
  const chunk = Buffer.alloc(12 + data.length);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write(type, 4, 'latin1');
  chunk.set(data, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length);
  return chunk;
}

/**
 * A sound PNG of one bit a pixel, all black: a few kilobytes however large it says it is.
 * @param isInterlaced by Adam7, which cannot be read row by row and so takes seconds
 */
export function pngBomb(side: number, isInterlaced = false): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  header[12] = isInterlaced ? 1 : 0;
  // The seven passes of Adam7 have up to two rows for each of the picture's, of the same pixels in all.
  const rows = Buffer.alloc(side * (1 + Math.ceil(side / 8)) + (isInterlaced ? side * 16 : 0));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', new Uint8Array()),
  ]);
}

/** A GIF of 1 × 1 pixel frames. */
export function gifOfFrames(frames: number): Buffer {
  const header = Buffer.from('47494638396101000100800000000000ffffff', 'hex');
  const frame = Buffer.from('21f90400010000002c0000000001000100000202440100', 'hex');
  return Buffer.concat([header, ...Array.from({ length: frames }, () => frame), Buffer.from(';')]);
}

/** A JPEG with enough detail for its data to fill the file to the end. */
export function noisyJpeg(width: number, height: number): Promise<Buffer> {
  const data = Buffer.from(Uint8Array.from({ length: width * height * 3 }, (_, at) => Math.imul(at + 1, 2654435761) >>> 24));
  return sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg()
    .toBuffer();
}

export function noisyPng(width: number, height: number): Promise<Buffer> {
  const data = Buffer.from(Uint8Array.from({ length: width * height * 3 }, (_, at) => Math.imul(at + 1, 2654435761) >>> 24));
  return sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}
