import { findPrivateMetadata } from '../../../workers/decode/private-metadata.ts';
import { stripGif } from './strip-gif.ts';
import { stripJpeg } from './strip-jpeg.ts';
import { stripPng } from './strip-png.ts';
import { stripWebp } from './strip-webp.ts';

/** Formats whose metadata can be taken out with the picture's data left as they are. */
const STRIPPERS: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array | null>> = {
  jpeg: stripJpeg,
  png: stripPng,
  webp: stripWebp,
  gif: stripGif,
};

/** What stripping a file came to. */
export type Stripped =
  /** Nothing private was found: the file is to be left as it is. */
  | { readonly outcome: 'clean' }
  | { readonly outcome: 'stripped'; readonly bytes: Uint8Array }
  /** Metadata that are private, or could not be read, and that cannot be taken out without encoding the picture anew. */
  | { readonly outcome: 'kept' };

/**
 * Takes the metadata out of a file that says something private, or may; colour profile and orientation stay. Not a bit of the
 * picture itself is changed.
 * @param format by content
 */
export function stripPrivate(bytes: Uint8Array, format: string): Stripped {
  if (isClean(bytes, format)) return { outcome: 'clean' };
  const stripped = STRIPPERS[format]?.(bytes) ?? null;
  if (stripped === null || !isClean(stripped, format)) return { outcome: 'kept' };
  return { outcome: 'stripped', bytes: stripped };
}

/** Metadata that could not be read may say anything: they are not called clean. */
function isClean(bytes: Uint8Array, format: string): boolean {
  const { tags, isWhole } = findPrivateMetadata(bytes, format);
  return isWhole && tags.length === 0;
}
