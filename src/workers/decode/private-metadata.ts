import type { PrivateTag } from '../../shared/private-metadata.ts';
import { avifMetadata } from './metadata/avif-metadata.ts';
import { exifTags } from './metadata/exif-tags.ts';
import { exifTakenMs } from './metadata/exif-time.ts';
import { gifMetadata } from './metadata/gif-blocks.ts';
import { iptcTags } from './metadata/iptc-tags.ts';
import { jpegMetadata } from './metadata/jpeg-metadata.ts';
import { MAX_BLOCK_BYTES, type MetadataBlock } from './metadata/metadata-block.ts';
import { photoshopBlocks } from './metadata/photoshop-resources.ts';
import { pngMetadata } from './metadata/png-metadata.ts';
import { textTag } from './metadata/text-tags.ts';
import { tiffMetadata } from './metadata/tiff-metadata.ts';
import { webpMetadata } from './metadata/webp-chunks.ts';
import { xmpTags } from './metadata/xmp-tags.ts';

/** Tags kept of one file: a person reads them. */
const MAX_TAGS = 32;

const CONTAINERS: Readonly<Record<string, (bytes: Uint8Array) => readonly MetadataBlock[]>> = {
  jpeg: jpegMetadata,
  png: pngMetadata,
  webp: webpMetadata,
  gif: gifMetadata,
  tiff: tiffMetadata,
  avif: avifMetadata,
};

/** What was found in a file's metadata. */
export interface FoundMetadata {
  readonly tags: readonly PrivateTag[];
  /** When the picture was taken by the camera's clock, see `exifTakenMs`; null: not said. */
  readonly takenMs: number | null;
  /** False: a part could not be read, and may say more. */
  readonly isWhole: boolean;
}

/**
 * What a file's metadata (EXIF, XMP, IPTC, text chunks) tells about a person, a place or a device; empty: nothing, also
 * where the metadata are damaged. Microseconds for a file without; reads at most about a megabyte of each block.
 * @param format by content; those that carry no such metadata give nothing
 */
export function privateMetadata(bytes: Uint8Array, format: string): readonly PrivateTag[] {
  return findPrivateMetadata(bytes, format).tags;
}

/** The same, for whoever has to know whether that is all. */
export function findPrivateMetadata(bytes: Uint8Array, format: string): FoundMetadata {
  const container = CONTAINERS[format];
  if (container === undefined) return { tags: [], takenMs: null, isWhole: true };
  const blocks = orNull(() => container(bytes));
  const tags = (blocks ?? []).map((block) => orNull(() => tagsOf(block)));
  return {
    tags: unlike(tags.flatMap((each) => each ?? [])).slice(0, MAX_TAGS),
    takenMs: (blocks ?? []).reduce<number | null>((found, block) => found ?? takenIn(block), null),
    isWhole: blocks !== null && !tags.includes(null),
  };
}

function takenIn(block: MetadataBlock): number | null {
  return block.kind === 'exif' ? (orNull(() => [exifTakenMs(block.bytes)])?.[0] ?? null) : null;
}

function tagsOf(block: MetadataBlock): readonly PrivateTag[] {
  switch (block.kind) {
    case 'exif':
      return exifTags(block.bytes);
    case 'xmp':
      return xmpTags(block.bytes);
    case 'iptc':
      return iptcTags(block.bytes.subarray(0, MAX_BLOCK_BYTES));
    case 'photoshop':
      return photoshopBlocks(block.bytes).flatMap(tagsOf);
    case 'text':
      return [textTag(block.key, block.text) ?? []].flat();
    default:
      return block satisfies never;
  }
}

/**
 * Damaged metadata point beyond their end, which a DataView refuses: whatever else the file holds is still read. No fault of
 * a reader, met with metadata nobody thought of, is worth the picture or the index job that decodes it.
 */
function orNull<T>(read: () => readonly T[]): readonly T[] | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** The same said twice, as by two XMP packets, is said once. */
function unlike(tags: readonly PrivateTag[]): readonly PrivateTag[] {
  return tags.filter(({ tag, value }, at) => tags.findIndex((other) => other.tag === tag && other.value === value) === at);
}
