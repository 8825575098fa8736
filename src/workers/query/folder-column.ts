import type { ColumnSource } from './column.ts';

/** The folder of each path, as it is written: `train/cat` of `train/cat/1.jpg`, nothing of a file outside of folders. */
export function foldersFrom(paths: ColumnSource<Uint8Array>): ColumnSource<readonly string[]> {
  return { range: (after, upto) => foldersOf(paths.range(after, upto)), of: (ids) => foldersOf(paths.of(ids)) };
}

/** @param paths UTF-8 with a zero byte between two; one at least */
function foldersOf(paths: Uint8Array): readonly string[] {
  const text = Buffer.from(paths.buffer, paths.byteOffset, paths.byteLength).toString('utf8');
  return text.split('\0').map((path) => path.slice(0, Math.max(0, path.lastIndexOf('/'))));
}
