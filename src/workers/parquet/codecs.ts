import zlib from 'node:zlib';
import type { Compressors } from 'hyparquet';

/** Beside Snappy, which hyparquet has itself. No output is longer than its page says. */
export const CODECS: Compressors = {
  GZIP: (input, length) => zlib.gunzipSync(input, limit(length)),
  BROTLI: (input, length) => zlib.brotliDecompressSync(input, limit(length)),
  ZSTD: (input, length) => zlib.zstdDecompressSync(input, limit(length)),
};

/** What can be unpacked, for a person. */
export const CODEC_NAMES = 'UNCOMPRESSED, SNAPPY, GZIP, BROTLI and ZSTD';

function limit(length: number): { readonly maxOutputLength: number } {
  return { maxOutputLength: Math.max(1, length) };
}
