import { createHash } from 'node:crypto';
import type { FilePlace } from '../../workers/decode/file-place.ts';
import { withFile } from '../../workers/decode/read-file.ts';

const PIECE_BYTES = 1 << 20;

/**
 * Reads a file to its end, a piece at a time.
 * @returns SHA-256, hex, and the number of bytes read
 * @throws {UnreadableFile} where it is no regular file or cannot be read
 */
export async function hashFile(place: FilePlace): Promise<{ readonly sha256: string; readonly sizeBytes: number }> {
  const hash = createHash('sha256');
  const sizeBytes = await withFile(place, async ({ sizeBytes: expected, read }) => {
    for (let at = 0; ; ) {
      // One byte more than expected finds the end of the file in the same read.
      const asked = Math.min(PIECE_BYTES, Math.max(1, expected - at + 1));
      const piece = await read(at, asked);
      hash.update(piece);
      at += piece.length;
      if (piece.length < asked) return at;
    }
  });
  return { sha256: hash.digest('hex'), sizeBytes };
}
