/** Where the bytes of a picture lie: a file, or a stretch of a tar. */
export interface FilePlace {
  /** Absolute, as bytes: names need not be UTF-8. Of a member of a tar: the tar's path, `/` and the member's name. */
  readonly path: Uint8Array;
  /** Absent: the file at `path`. */
  readonly within?: TarPlace;
}

export interface TarPlace {
  /** Absolute path of the tar, as bytes. */
  readonly file: Uint8Array;
  readonly offset: number;
  readonly sizeBytes: number;
  /** Of the tar when its members were listed: changed since, there may be anything. Null: not to be looked at. */
  readonly mtimeMs: number | null;
}

/** @returns the file on the disk, absolute, as bytes */
export function fileOf({ path, within }: FilePlace): Buffer {
  const bytes = within?.file ?? path;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * @param file the file of the place, as it is now
 * @returns the bytes of the place in it; null: it is a tar that is another since its members were listed
 */
export function stretchOf(
  { within }: FilePlace,
  file: { readonly size: number; readonly mtimeMs: number },
): { readonly start: number; readonly sizeBytes: number } | null {
  if (within === undefined) return { start: 0, sizeBytes: file.size };
  const { offset, sizeBytes, mtimeMs } = within;
  const isSame = (mtimeMs === null || mtimeMs === file.mtimeMs) && offset + sizeBytes <= file.size;
  return isSame ? { start: offset, sizeBytes } : null;
}

/** In words, of a tar that is another since its members were listed. */
export const TAR_CHANGED = 'the tar that it is in has changed since it was indexed';
