import { posix } from 'node:path';
import type { ExportRow } from '../index/export-rows.ts';
import { createTakenNames } from './taken-names.ts';

const IMAGES = 'images';

/** Under `images/`, in the folders they came from. */
export function placeAsInSource(): (row: ExportRow) => string {
  const take = createTakenNames();
  return ({ path }) => {
    const folder = posix.join(IMAGES, posix.dirname(path));
    return `${folder}/${take(folder, posix.basename(path))}`;
  };
}
