import { latin1 } from './decode-text.ts';

/** A chunk of a PNG file: length, type, data, checksum. */
export interface PngChunk {
  readonly type: string;
  readonly start: number;
  /** Offset of the data. */
  readonly data: number;
  /** Offset of the checksum. */
  readonly dataEnd: number;
  readonly end: number;
}

export const PNG_SIGNATURE_BYTES = 8;

/** Walks a PNG file up to its end chunk, as far as it is whole. */
export function* pngChunks(bytes: Uint8Array): Generator<PngChunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let start = PNG_SIGNATURE_BYTES; start + 12 <= bytes.length; ) {
    const dataEnd = start + 8 + view.getUint32(start);
    if (dataEnd + 4 > bytes.length) return;
    const chunk = { type: latin1(bytes, start + 4, 4), start, data: start + 8, dataEnd, end: dataEnd + 4 };
    yield chunk;
    if (chunk.type === 'IEND') return;
    start = chunk.end;
  }
}
