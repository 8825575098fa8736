import { latin1 } from './decode-text.ts';
import { exifBlock, type MetadataBlock } from './metadata-block.ts';

/** A chunk of a RIFF file: type, size, data, padded to even. */
export interface RiffChunk {
  readonly type: string;
  readonly start: number;
  readonly data: number;
  /** Without the padding. */
  readonly dataEnd: number;
  readonly end: number;
}

export const RIFF_HEADER_BYTES = 12;

/** Walks a WebP file up to the end that its header names, as far as it is whole. */
export function* webpChunks(bytes: Uint8Array): Generator<RiffChunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < RIFF_HEADER_BYTES) return;
  const fileEnd = Math.min(bytes.length, 8 + view.getUint32(4, true));
  for (let start = RIFF_HEADER_BYTES; start + 8 <= fileEnd; ) {
    const size = view.getUint32(start + 4, true);
    const dataEnd = start + 8 + size;
    if (dataEnd > fileEnd) return;
    const end = Math.min(dataEnd + (size % 2), fileEnd);
    yield { type: latin1(bytes, start, 4), start, data: start + 8, dataEnd, end };
    start = end;
  }
}

/** Metadata chunks of a WebP file. */
export function webpMetadata(bytes: Uint8Array): readonly MetadataBlock[] {
  return [...webpChunks(bytes)].flatMap(({ type, data, dataEnd }): readonly MetadataBlock[] => {
    const content = bytes.subarray(data, dataEnd);
    if (type === 'EXIF') return [exifBlock(content)];
    return type === 'XMP ' ? [{ kind: 'xmp', bytes: content }] : [];
  });
}
