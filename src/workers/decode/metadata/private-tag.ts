import type { PrivateKind, PrivateTag } from '../../../shared/private-metadata.ts';

/** Characters of a value that are kept. */
const MAX_LENGTH = 60;

/** What cameras and programs write where nobody told them a name. */
const NO_NAME = /^(?:unknown|none|n\/a|null|undefined|owner'?s? name|picasa\b.*)$/i;

/** What a text must hold to say anything: a serial number of zeros does not, nor a name without a letter. */
const SAYS_SOMETHING: Readonly<Record<PrivateKind, RegExp>> = {
  position: /\d/,
  'serial-number': /[1-9a-z]/i,
  person: /\p{L}/u,
  place: /\p{L}/u,
};

/** Control characters that no writer puts into a text, except to fill it up: damaged metadata hold them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what tells bytes from a text
const BINARY = /[\u0001-\u0008\u000b\u000e-\u001f\u007f]/;

/** @param text as the file has it @returns null where it says nothing */
export function privateTag(kind: PrivateKind, tag: string, text: string): PrivateTag | null {
  if (BINARY.test(text)) return null;
  // Zero bytes, line ends, and what a broken encoding leaves.
  const value = text.replaceAll(/[\p{Cc}\p{Cf}\ufffd\s]+/gu, ' ').trim();
  if (!SAYS_SOMETHING[kind].test(value) || NO_NAME.test(value)) return null;
  const characters = [...value];
  return { kind, tag, value: characters.length <= MAX_LENGTH ? value : `${characters.slice(0, MAX_LENGTH - 1).join('')}…` };
}

/**
 * @param latitude degrees, south is negative; NaN: not known
 * @param longitude degrees, west is negative
 * @returns rounded to about 100 m; null where it is no place on Earth, or the 0° 0° of a receiver without a fix
 */
export function positionTag(tag: string, latitude: number, longitude: number): PrivateTag | null {
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) || (latitude === 0 && longitude === 0)) return null;
  const north = `${Math.abs(latitude).toFixed(3)}° ${latitude < 0 ? 'S' : 'N'}`;
  const east = `${Math.abs(longitude).toFixed(3)}° ${longitude < 0 ? 'W' : 'E'}`;
  return privateTag('position', tag, `${north}, ${east}`);
}
