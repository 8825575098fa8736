import { latin1 } from './decode-text.ts';
import { APP1, APP13, jpegSegments, SOS } from './jpeg-segments.ts';
import { exifBlock, type MetadataBlock } from './metadata-block.ts';

const XMP = 'http://ns.adobe.com/xap/1.0/\0';
const EXTENDED_XMP = 'http://ns.adobe.com/xmp/extension/\0';
/** After its name: the packet's digest, its full length and the offset of this part. */
const EXTENDED_HEADER_BYTES = 32 + 4 + 4;
const PHOTOSHOP = 'Photoshop 3.0\0';

/** Metadata before the first scan of a JPEG file. Blocks that are spread over several segments are put together. */
export function jpegMetadata(bytes: Uint8Array): readonly MetadataBlock[] {
  const blocks: MetadataBlock[] = [];
  const extended: Uint8Array[] = [];
  const photoshop: Uint8Array[] = [];
  for (const { marker, payload, end } of jpegSegments(bytes)) {
    if (marker === SOS) break;
    if (marker !== APP1 && marker !== APP13) continue;
    const content = bytes.subarray(payload, end);
    const name = latin1(content, 0, EXTENDED_XMP.length);
    if (marker === APP13) {
      if (name.startsWith(PHOTOSHOP)) photoshop.push(content.subarray(PHOTOSHOP.length));
    } else if (name.startsWith('Exif\0')) blocks.push(exifBlock(content));
    else if (name.startsWith(XMP)) blocks.push({ kind: 'xmp', bytes: content.subarray(XMP.length) });
    else if (name === EXTENDED_XMP) extended.push(content.subarray(EXTENDED_XMP.length + EXTENDED_HEADER_BYTES));
  }
  if (extended.length > 0) blocks.push({ kind: 'xmp', bytes: Buffer.concat(extended) });
  if (photoshop.length > 0) blocks.push({ kind: 'photoshop', bytes: Buffer.concat(photoshop) });
  return blocks;
}
