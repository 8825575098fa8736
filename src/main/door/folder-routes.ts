import { opendir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, extname, join, resolve } from 'node:path';
import { Hono } from 'hono';
import type { FolderListing } from '../../shared/api.ts';
import { WinnowError } from '../../shared/errors.ts';

/** Extensions whose files the picker counts; what really is an image the index decides by content. */
const IMAGE_EXTENSIONS = new Set(
  'jpg jpeg jpe jfif png apng webp gif tif tiff avif svg bmp ico heic heif jxl jp2'.split(' ').map((name) => `.${name}`),
);
/** Enough to pick from; a folder with more sub-folders is found by typing its path. */
const MOST_FOLDERS = 5000;

const BY_NAME = new Intl.Collator('en', { numeric: true });

/** `/api/folders?path=`: the browser's folder picker. Hidden folders are left out. */
export function folderRoutes(): Hono {
  return new Hono().get('/', async (c) => c.json(await listFolder(resolve(c.req.query('path') || homedir()))));
}

/** @throws {WinnowError} folder_missing, not_a_folder or no_permission */
export async function listFolder(path: string): Promise<FolderListing> {
  const folders: { name: string; path: string }[] = [];
  let images = 0;
  try {
    for await (const entry of await opendir(path, { bufferSize: 256 })) {
      if (entry.name.startsWith('.')) continue;
      if (entry.isDirectory()) folders.push({ name: entry.name, path: join(path, entry.name) });
      else if (entry.isFile() && IMAGE_EXTENSIONS.has(extname(entry.name).toLowerCase())) images++;
    }
  } catch (error) {
    throw folderProblem(error, path);
  }
  folders.sort((a, b) => BY_NAME.compare(a.name, b.name));
  const parent = dirname(path);
  return { path, parent: parent === path ? null : parent, folders: folders.slice(0, MOST_FOLDERS), images };
}

function folderProblem(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOENT') return new WinnowError('folder_missing', `There is no folder ${path}.`, { cause: error });
  if (code === 'ENOTDIR') return new WinnowError('not_a_folder', `${path} is a file; choose a folder.`, { cause: error });
  if (code === 'EACCES' || code === 'EPERM') {
    return new WinnowError('no_permission', `You have no permission to list ${path}.`, { cause: error });
  }
  return error;
}
