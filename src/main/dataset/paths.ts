import { bytesOfText, hasCarriedBytes, textOfBytes } from '../../shared/path-text.ts';

/** @param bytes path as the file system has it @returns text as `sample.path` holds it, see path-text.ts */
export function pathFromBytes(bytes: Buffer): string {
  return textOfBytes(bytes);
}

/** The way back of `pathFromBytes`. */
export function pathToBytes(path: string): Buffer {
  const bytes = bytesOfText(path);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * @param folder a dataset's folder, absolute
 * @param path a sample's path in it
 * @returns absolute path as bytes, for `fs` and for the decoder
 */
export function absoluteBytes(folder: string, path: string): Buffer {
  return pathToBytes(joinPath(folder, path));
}

/** The same for `fs` alone: a string wherever one can say it, since those are faster. */
export function absolutePath(folder: string, path: string): string | Buffer {
  const joined = joinPath(folder, path);
  return hasCarriedBytes(joined) ? pathToBytes(joined) : joined;
}

function joinPath(folder: string, path: string): string {
  return folder.endsWith('/') ? folder + path : `${folder}/${path}`;
}
