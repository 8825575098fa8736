import { createHash } from 'node:crypto';
import { pathToBytes } from '../dataset/paths.ts';

/** What the common file systems take, bytes. */
export const NAME_BYTES = 255;

/** Slashes, what Windows forbids, control characters, and the sign that marks what was replaced. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not be in a name
const UNSAFE = /[\u0000-\u001f\u007f<>:"/\\|?*%]/g;
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

/** Whether a name is that of a device on Windows, with any extension. */
export const isReservedName = (name: string): boolean => RESERVED.test(name);

/**
 * A folder name that every file system takes for a class or split of any name. Characters that are not safe are
 * percent-encoded, so different names stay different; longer ones than fit end in a hash.
 */
export function safeFolderName(name: string): string {
  const escaped = name
    .replaceAll(UNSAFE, percent)
    // Hidden on Unix; `.` and `..` are no names; Windows drops dots and spaces at the end.
    .replace(/^[.\s]/, percent)
    .replace(/[.\s]$/, percent);
  const safe = isReservedName(escaped) ? percent(escaped.charAt(0)) + escaped.slice(1) : escaped;
  if (safe === '') return '%';
  if (pathToBytes(safe).length <= NAME_BYTES) return safe;
  return `${cutToBytes(safe, NAME_BYTES - 9)}~${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}

/** A file name with a number before its extension, cut where it would get too long. */
export function numberedName(name: string, number: number): string {
  const { stem, extension } = splitExtension(name);
  const ending = `-${number}${extension}`;
  return cutToBytes(stem, NAME_BYTES - pathToBytes(ending).length) + ending;
}

/** @returns the extension with its dot; '' where there is none, as in `.hidden` and where what follows the dot is too long for one */
export function splitExtension(name: string): { readonly stem: string; readonly extension: string } {
  const dot = name.lastIndexOf('.');
  const hasExtension = dot > 0 && name.length - dot <= 16;
  return hasExtension ? { stem: name.slice(0, dot), extension: name.slice(dot) } : { stem: name, extension: '' };
}

function percent(character: string): string {
  return [...pathToBytes(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

/** The longest beginning of whole characters. */
function cutToBytes(text: string, maxBytes: number): string {
  let cut = '';
  let bytes = 0;
  for (const character of text) {
    bytes += pathToBytes(character).length;
    if (bytes > maxBytes) break;
    cut += character;
  }
  return cut;
}
