import { gifBlocks } from '../../../workers/decode/metadata/gif-blocks.ts';

/**
 * A GIF file without comments and XMP, and without what follows its end.
 * @returns null where the file is not whole
 */
export function stripGif(bytes: Uint8Array): Uint8Array | null {
  const blocks = [...gifBlocks(bytes)];
  if (blocks.at(-1)?.kind !== 'trailer') return null;
  const kept = blocks.filter(({ kind }) => kind !== 'comment' && kind !== 'xmp');
  return Buffer.concat(kept.map(({ start, end }) => bytes.subarray(start, end)));
}
