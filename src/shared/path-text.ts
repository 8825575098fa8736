/**
 * File names are bytes; most are UTF-8, not all. As text, a byte that is part of no UTF-8 character travels as U+EF00 +
 * byte (private use, so U+EF80 to U+EFFF). Names that hold such a character themselves have its bytes carried the same
 * way, which makes the mapping one to one.
 */
const CARRIED = /[\uef80-\uefff]/;
const CARRY_BASE = 0xef00;

const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** Whether text holds bytes that are carried one by one, so that it is not simply UTF-8. */
export function hasCarriedBytes(text: string): boolean {
  return CARRIED.test(text);
}

/** @param bytes a file name or path as the file system has it */
export function textOfBytes(bytes: Uint8Array): string {
  const text = decodeStrictly(bytes);
  if (text !== null && !CARRIED.test(text)) return text;
  let carried = '';
  for (let at = 0; at < bytes.length; ) {
    const length = characterLength(bytes[at] ?? 0);
    const character = decodeStrictly(bytes.subarray(at, at + length));
    if (character !== null && character !== '' && !CARRIED.test(character)) {
      carried += character;
      at += length;
    } else {
      carried += String.fromCharCode(CARRY_BASE + (bytes[at] ?? 0));
      at += 1;
    }
  }
  return carried;
}

/** The way back of `textOfBytes`. */
export function bytesOfText(text: string): Uint8Array {
  if (!CARRIED.test(text)) return encoder.encode(text);
  const bytes: number[] = [];
  for (const character of text) {
    if (CARRIED.test(character)) bytes.push(character.charCodeAt(0) - CARRY_BASE);
    else bytes.push(...encoder.encode(character));
  }
  return Uint8Array.from(bytes);
}

function decodeStrictly(bytes: Uint8Array): string | null {
  try {
    return strictDecoder.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Bytes of the UTF-8 character that starts with `lead`; 1 where none does. */
function characterLength(lead: number): number {
  if (lead >= 0xf0) return 4;
  if (lead >= 0xe0) return 3;
  return lead >= 0xc0 ? 2 : 1;
}
