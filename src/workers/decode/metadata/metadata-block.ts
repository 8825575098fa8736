/** A stretch of a file that says something about the picture instead of being it. */
export type MetadataBlock =
  /** `exif`: a TIFF structure. `xmp`: a packet of XML. `photoshop`: image resources. `iptc`: IIM records. */
  | { readonly kind: 'exif' | 'xmp' | 'photoshop' | 'iptc'; readonly bytes: Uint8Array }
  /** A keyword and its text, as PNG has them. */
  | { readonly kind: 'text'; readonly key: string; readonly text: string };

/** What is read of one block: no writer needs more, and files come from anywhere. */
export const MAX_BLOCK_BYTES = 1 << 20;

/** What every Exif block in a JPEG begins with, and some in other containers. */
const EXIF_HEADER = [0x45, 0x78, 0x69, 0x66, 0];

/** @returns the TIFF structure of an Exif block, without the header that some containers put before it */
export function exifBlock(bytes: Uint8Array): MetadataBlock {
  return { kind: 'exif', bytes: EXIF_HEADER.every((byte, at) => bytes[at] === byte) ? bytes.subarray(6) : bytes };
}
