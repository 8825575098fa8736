import type { PrivateKind, PrivateTag } from '../../../shared/private-metadata.ts';
import { privateTag } from './private-tag.ts';

/** Keywords of PNG's specification, and the names that programs write Exif fields under. */
const KEYS: ReadonlyMap<string, PrivateKind> = new Map([
  ['author', 'person'],
  ['artist', 'person'],
  ['creator', 'person'],
  ['copyright', 'person'],
  ['cameraownername', 'person'],
  ['serialnumber', 'serial-number'],
  ['bodyserialnumber', 'serial-number'],
  ['lensserialnumber', 'serial-number'],
  ['gpslatitude', 'position'],
  ['location', 'place'],
  ['city', 'place'],
]);

const kindOf = (key: string): PrivateKind | undefined => KEYS.get(key.replace(/^(?:exif|dc|tiff):/i, '').toLowerCase());

/** Whether the text under a keyword may say something about a person, a place or a device. */
export const isTellingKey = (key: string): boolean => kindOf(key) !== undefined;

/** @returns null where neither keyword nor text says anything */
export function textTag(key: string, text: string): PrivateTag | null {
  const kind = kindOf(key);
  return kind === undefined ? null : privateTag(kind, key, text);
}
