import { latin1 } from './decode-text.ts';
import type { MetadataBlock } from './metadata-block.ts';

/** A block of a GIF file. */
export interface GifBlock {
  readonly kind: 'header' | 'image' | 'comment' | 'xmp' | 'extension' | 'trailer';
  readonly start: number;
  readonly end: number;
}

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const COMMENT = 0xfe;
const APPLICATION = 0xff;
/** What ends an XMP packet so that readers of sub-blocks find their way out: 1, 255, 254 … 0, 0. */
const MAGIC_TRAILER_BYTES = 258;
/** Introducer, label, size and name of an application extension. */
const APPLICATION_HEADER_BYTES = 14;

/** Walks a GIF file up to its trailer, as far as it is whole. */
export function* gifBlocks(bytes: Uint8Array): Generator<GifBlock> {
  let start = 13 + colorTableBytes(bytes[10] ?? 0);
  if (start > bytes.length) return;
  yield { kind: 'header', start: 0, end: start };
  while (start < bytes.length) {
    const kind = kindOf(bytes, start);
    if (kind === null) return;
    const end = endOf(bytes, start, kind);
    if (end > bytes.length) return;
    yield { kind, start, end };
    if (kind === 'trailer') return;
    start = end;
  }
}

/** The XMP packets of a GIF file. */
export function gifMetadata(bytes: Uint8Array): readonly MetadataBlock[] {
  return [...gifBlocks(bytes)].flatMap(({ kind, start, end }): readonly MetadataBlock[] => {
    if (kind !== 'xmp') return [];
    return [{ kind, bytes: bytes.subarray(start + APPLICATION_HEADER_BYTES, Math.max(start, end - MAGIC_TRAILER_BYTES)) }];
  });
}

function kindOf(bytes: Uint8Array, at: number): GifBlock['kind'] | null {
  if (bytes[at] === TRAILER) return 'trailer';
  if (bytes[at] === IMAGE) return 'image';
  if (bytes[at] !== EXTENSION) return null;
  if (bytes[at + 1] === COMMENT) return 'comment';
  return bytes[at + 1] === APPLICATION && latin1(bytes, at + 3, 11) === 'XMP DataXMP' ? 'xmp' : 'extension';
}

function endOf(bytes: Uint8Array, at: number, kind: GifBlock['kind']): number {
  if (kind === 'trailer') return at + 1;
  // Of an image: its place and size, its colours, the width of its codes.
  let next = kind === 'image' ? at + 11 + colorTableBytes(bytes[at + 9] ?? 0) : at + 2;
  for (let size = bytes[next]; size !== undefined && size !== 0; size = bytes[next]) next += 1 + size;
  return next + 1;
}

function colorTableBytes(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}
