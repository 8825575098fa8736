import { privateMetadata } from '../../../workers/decode/private-metadata.ts';
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
  /** Private metadata that cannot be taken out without encoding the picture anew. */
  | { readonly outcome: 'kept' };

/**
 * Takes the metadata out of a file that says something private; colour profile and orientation stay. Not a bit of the
 * picture itself is changed.
 * @param format by content
 */
export function stripPrivate(bytes: Uint8Array, format: string): Stripped {
  if (privateMetadata(bytes, format).length === 0) return { outcome: 'clean' };
  const stripped = STRIPPERS[format]?.(bytes) ?? null;
  if (stripped === null || privateMetadata(stripped, format).length > 0) return { outcome: 'kept' };
  return { outcome: 'stripped', bytes: stripped };
}
