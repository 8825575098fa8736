import { hasImageName } from '../../workers/scan/is-image-file.ts';
import { isReservedName } from '../exporters/safe-names.ts';
import { textKey } from '../exporters/text-key.ts';

/** Files of a folder; more are slow to list. */
const FOLDER_ROWS = 10_000;
const ROW_DIGITS = 9;
const LONGEST_NAME_BYTES = 120;
/** Of a name that is longer: no more than 120 bytes, either. */
const CUT_CHARACTERS = 30;
/** Between a name and the row that tells it from others; no key holds it, since it is replaced there. */
const MARK = '~';

/** Slashes, what Windows forbids, control characters, and the mark. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not be in a name
const UNSAFE = /[\u0000-\u001f\u007f-\u009f<>:"/\\|?*%~]/g;

/** A row's name as far as its key gives one; '' where it gives none. */
export function keyName(key: string): string {
  const stem = hasImageName(key) ? key.slice(0, key.lastIndexOf('.')) : key;
  const safe = stem
    .normalize('NFC')
    .replaceAll(UNSAFE, '_')
    .replace(/^[.\s]+/, '_')
    .replace(/[.\s]+$/, '');
  return isReservedName(safe) ? `_${safe}` : safe;
}

/** The same for names that a file system may take for one: of other case. */
export function keyNameKey(name: string): number {
  return textKey(name.toUpperCase().toLowerCase());
}

/**
 * Where a row's file goes, without extension: `part-00000/000000012` by its place, or `part-00000/0a1b2c` by its key. No two
 * rows have the same.
 * @param name what `keyName` makes of the row's key; null: the table has no keys
 * @param isRepeated whether another row has such a name, too
 */
export function rowPlace(row: number, name: string | null, isRepeated: boolean): string {
  const folder = `part-${String(Math.floor((row - 1) / FOLDER_ROWS)).padStart(5, '0')}`;
  return `${folder}/${name === null ? String(row).padStart(ROW_DIGITS, '0') : stemOf(row, name, isRepeated)}`;
}

function stemOf(row: number, name: string, isRepeated: boolean): string {
  if (name === '') return `row${MARK}${row}`;
  if (Buffer.byteLength(name) > LONGEST_NAME_BYTES) return `${[...name].slice(0, CUT_CHARACTERS).join('')}${MARK}${row}`;
  return isRepeated ? `${name}${MARK}${row}` : name;
}
