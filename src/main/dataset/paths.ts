import { bytesOfText, textOfBytes } from '../../shared/path-text.ts';
import { fsPath, joinPath } from '../../workers/scan/fs-path.ts';

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
 * @returns absolute path as bytes, for the decoder
 */
export function absoluteBytes(folder: string, path: string): Buffer {
  return pathToBytes(joinPath(folder, path));
}

/** The same for `fs`: a string wherever one can say it, since those are faster. */
export function absolutePath(folder: string, path: string): string | Buffer {
  return fsPath(joinPath(folder, path));
}
