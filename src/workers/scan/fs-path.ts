import { bytesOfText, hasCarriedBytes } from '../../shared/path-text.ts';

/** @param text absolute path as path-text.ts writes it @returns the same for `fs`: a string, or bytes where no string says it */
export function fsPath(text: string): string | Buffer {
  return hasCarriedBytes(text) ? Buffer.from(bytesOfText(text)) : text;
}

/** `path` below `folder`, which may be the root of the file system. */
export function joinPath(folder: string, path: string): string {
  return folder.endsWith('/') ? folder + path : `${folder}/${path}`;
}
