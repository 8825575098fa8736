import { opendir } from 'node:fs/promises';
import { isSkippedName } from '../../workers/scan/skipped-names.ts';
import { absoluteBytes, pathFromBytes } from '../dataset/paths.ts';

/** Every file in a folder but those that operating systems leave there, relative to it, in no order. */
export async function* walkExport(folder: string, below = ''): AsyncGenerator<string> {
  // Latin-1 keeps a name's bytes apart, one to a character: names need not be UTF-8.
  const directory = await opendir(absoluteBytes(folder, below), { encoding: 'latin1', bufferSize: 256 });
  for await (const entry of directory) {
    const name = pathFromBytes(Buffer.from(entry.name, 'latin1'));
    if (isSkippedName(name)) continue;
    if (entry.isDirectory()) yield* walkExport(folder, `${below}${name}/`);
    else yield below + name;
  }
}
