import type { PrivateTag } from '../../shared/private-metadata.ts';

/** What a file's metadata (EXIF, XMP, IPTC, text chunks) tells about a person, a place or a device; empty: nothing. */
export function privateMetadata(_bytes: Uint8Array, _format: string): readonly PrivateTag[] {
  return [];
}
