import { latin1 } from './decode-text.ts';
import type { MetadataBlock } from './metadata-block.ts';

const IPTC = 0x0404;
const EXIF = 0x0422;
const XMP = 0x0424;
const KINDS: Readonly<Record<number, 'iptc' | 'exif' | 'xmp'>> = { [IPTC]: 'iptc', [EXIF]: 'exif', [XMP]: 'xmp' };

/** The metadata among Photoshop's image resources: signature, number, padded name, size, padded data. */
export function photoshopBlocks(bytes: Uint8Array): readonly MetadataBlock[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const blocks: MetadataBlock[] = [];
  for (let at = 0; at + 12 <= bytes.length && latin1(bytes, at, 4) === '8BIM'; ) {
    const number = view.getUint16(at + 4);
    const nameBytes = view.getUint8(at + 6) + 1;
    const sizeAt = at + 6 + nameBytes + (nameBytes % 2);
    if (sizeAt + 4 > bytes.length) break;
    const size = view.getUint32(sizeAt);
    const kind = KINDS[number];
    if (kind !== undefined) blocks.push({ kind, bytes: bytes.subarray(sizeAt + 4, sizeAt + 4 + size) });
    at = sizeAt + 4 + size + (size % 2);
  }
  return blocks;
}
