import { directories } from './exif-tags.ts';
import { bytesOf, fieldsAt, openTiff } from './ifd.ts';
import type { MetadataBlock } from './metadata-block.ts';

/** Fields of a TIFF directory that hold metadata of other standards. */
const BLOCK_FIELDS: ReadonlyMap<number, 'xmp' | 'iptc' | 'photoshop'> = new Map([
  [700, 'xmp'],
  [33723, 'iptc'],
  [34377, 'photoshop'],
]);

/** Metadata of a TIFF file: the file itself, whose directories hold what those of an Exif block do, and what lies in them. */
export function tiffMetadata(bytes: Uint8Array): readonly MetadataBlock[] {
  const tiff = openTiff(bytes);
  if (tiff === null) return [];
  const blocks = directories(tiff)
    .flatMap((offset) => fieldsAt(tiff, offset))
    .flatMap((field): readonly MetadataBlock[] => {
      const kind = BLOCK_FIELDS.get(field.tag);
      return kind === undefined ? [] : [{ kind, bytes: bytesOf(tiff, field) }];
    });
  return [{ kind: 'exif', bytes }, ...blocks];
}
