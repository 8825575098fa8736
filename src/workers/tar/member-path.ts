import { textOfBytes } from '../../shared/path-text.ts';
import { isSkippedName } from '../scan/skipped-names.ts';

/** A member's name as a path below its tar; or why it has none. */
export type MemberPath = { readonly path: string } | { readonly path: null; readonly why: 'outside' | 'unusable' | 'skipped' };

/** No file system takes longer ones. */
const MOST_PATH_BYTES = 4096;

/**
 * Turns the name of a member into a path below its tar. Nothing is ever written by it; still it must name one place only, so
 * that what leads out of the tar, or could be said in no path, is left out.
 */
export function memberPath(name: Uint8Array): MemberPath {
  if (name.includes(0) || name.length > MOST_PATH_BYTES) return { path: null, why: 'unusable' };
  const names = textOfBytes(name)
    .split('/')
    .filter((one) => one !== '' && one !== '.');
  if (names.includes('..')) return { path: null, why: 'outside' };
  if (names.length === 0) return { path: null, why: 'unusable' };
  return names.some(isSkippedName) ? { path: null, why: 'skipped' } : { path: names.join('/') };
}
