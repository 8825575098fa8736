/** A path being typed: the folder to list, and how the entry looked for begins. */
export interface TypedPath {
  readonly folder: string;
  readonly prefix: string;
}

/** `/home/me/da` -> list `/home/me`, entries that start with `da`. Both kinds of slashes. */
export function splitTypedPath(typed: string): TypedPath {
  const end = Math.max(typed.lastIndexOf('/'), typed.lastIndexOf('\\')) + 1;
  const folder = typed.slice(0, end);
  const isRoot = /^([A-Za-z]:)?[/\\]$/.test(folder);
  return { folder: isRoot ? folder : folder.slice(0, -1), prefix: typed.slice(end) };
}

/** The path with the slash of its own system at the end, ready for more typing. */
export function withSlash(path: string): string {
  return /[/\\]$/.test(path) ? path : path + separatorOf(path);
}

/** `dirname` of an absolute path; a root is its own. */
export function parentFolder(path: string): string {
  const { folder } = splitTypedPath(path.replace(/(?<=.)[/\\]+$/, ''));
  return folder === '' ? path : folder;
}

/** Last part of a path. */
export function baseName(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== '') ?? path;
}

export function joinPath(folder: string, name: string): string {
  return withSlash(folder) + name;
}

function separatorOf(path: string): string {
  return path.includes('\\') && !path.includes('/') ? '\\' : '/';
}
