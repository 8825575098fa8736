import { join, relative } from 'node:path';

/**
 * Where a picture may lie that a file names: in each of some folders, then anywhere by its name. Relative to the dataset; places
 * outside of it are left out.
 * @param bases absolute @param name as the file has it, with or without folders and extension
 */
export function namedPaths(dataset: string, bases: readonly string[], name: string): readonly string[] {
  const slashed = name.replaceAll('\\', '/');
  const inside = bases.map((base) => relative(dataset, join(base, slashed)).replaceAll('\\', '/'));
  return [...new Set([...inside.filter((path) => path !== '' && !path.startsWith('../')), slashed])];
}
