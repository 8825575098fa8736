import { closeSync, constants, openSync, readSync } from 'node:fs';
import { hasRefusedName } from '../../shared/known-refusals.ts';
import { extensionOf, formatOfExtension, isImageFormat } from '../decode/formats.ts';
import { SNIFF_BYTES, sniff } from '../decode/sniff.ts';
import { fsPath } from './fs-path.ts';
import { errorCode } from './list-folder.ts';

/** What was a regular file a moment ago may be a FIFO by now; opening one must not block. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const head = Buffer.alloc(SNIFF_BYTES);

/** Whether a name claims to be an image's. */
export function hasImageName(path: string): boolean {
  return formatOfExtension(extensionOf(path)) !== null;
}

/** Whether a name is one that annotations, and lists that belong to them, have; a tar may hold some. */
export function hasLabelName(path: string): boolean {
  return /\.(?:json|jsonl|ndjson|xml|csv|tsv|txt|parquet|ya?ml|data|names|tar)$/i.test(path);
}

/** Whether a file that is no image is worth a look: for what it says of images, or to say that it is not read. */
export function mayHoldLabels(path: string): boolean {
  return hasLabelName(path) || hasRefusedName(path);
}

/**
 * Whether a file is an image by its content.
 * @param absolute as text
 * @returns null where it cannot be read
 */
export function hasImageContent(absolute: string): boolean | null {
  let file: number | null = null;
  try {
    file = openSync(fsPath(absolute), OPEN_FLAGS);
    const length = readSync(file, head, 0, SNIFF_BYTES, 0);
    const format = sniff(head.subarray(0, length), extensionOf(absolute));
    return format !== null && isImageFormat(format);
  } catch (error) {
    errorCode(error);
    return null;
  } finally {
    if (file !== null) closeSync(file);
  }
}
