/** Bytes of a header, and what data are padded to. */
export const TAR_BLOCK = 512;

/** What a header says it is followed by. */
export type TarType =
  | 'file'
  /** Hard or symbolic, to another member or to anywhere. */
  | 'link'
  /** A file with holes, stored without them (GNU). */
  | 'sparse'
  /** Folders, devices, and kinds that nobody knows. */
  | 'other'
  /** Of the member after it: its name (GNU), or records (PAX); and what says neither a name nor a size. */
  | 'long-name'
  | 'records'
  | 'aside';

export interface TarHeader {
  readonly type: TarType;
  /** As bytes, since names need not be UTF-8. */
  readonly name: Uint8Array;
  /** Of the data after the header; 0 where it has none. */
  readonly sizeBytes: number;
  /** False: no data follow, whatever sizes are written anywhere. */
  readonly hasData: boolean;
  /** GNU sparse: another block of its map follows the header. */
  readonly isExtended: boolean;
}

const TYPES: Readonly<Record<string, TarType>> = {
  '0': 'file',
  '\0': 'file',
  '7': 'file',
  '1': 'link',
  '2': 'link',
  S: 'sparse',
  L: 'long-name',
  x: 'records',
  X: 'records',
  g: 'aside',
  K: 'aside',
};
/** Links, devices, folders, FIFOs, as GNU tar and Go read them. */
const WITHOUT_DATA = /[1-6]/;
const SLASH = 0x2f;

/**
 * Reads a header: ustar (POSIX.1-1988), with GNU's and older forms of its fields.
 * @param block TAR_BLOCK bytes
 * @returns null where it is none: its checksum does not agree, or its size is no number
 */
export function parseTarHeader(block: Uint8Array): TarHeader | null {
  if (!hasChecksum(block)) return null;
  const flag = String.fromCharCode(block[156] ?? 0);
  const hasData = !WITHOUT_DATA.test(flag);
  const sizeBytes = hasData ? readNumber(block.subarray(124, 136)) : 0;
  if (sizeBytes === null) return null;
  const name = nameOf(block);
  // Before ustar a folder was a file whose name ends so.
  const isOldFolder = flag === '\0' && name.at(-1) === SLASH;
  const type = isOldFolder ? 'other' : (TYPES[flag] ?? 'other');
  return { type, name, sizeBytes, hasData, isExtended: type === 'sparse' && block[482] !== 0 };
}

export function isZeroBlock(block: Uint8Array): boolean {
  return block.every((byte) => byte === 0);
}

/** @returns the bytes before the first NUL */
export function untilNul(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

/** Bytes are summed as unsigned, by some old writers as signed; the field itself counts as spaces. */
function hasChecksum(block: Uint8Array): boolean {
  const expected = readNumber(block.subarray(148, 156));
  if (block.length < TAR_BLOCK || expected === null) return false;
  let unsigned = 0;
  let signed = 0;
  for (let at = 0; at < TAR_BLOCK; at++) {
    const byte = at >= 148 && at < 156 ? 0x20 : (block[at] ?? 0);
    unsigned += byte;
    signed += byte < 128 ? byte : byte - 256;
  }
  return expected === unsigned || expected === signed;
}

/** The part of a name that did not fit stands in `prefix`; GNU keeps times there instead. */
function nameOf(block: Uint8Array): Uint8Array {
  const name = untilNul(block.subarray(0, 100));
  const isPosix = Buffer.from(block.subarray(257, 263)).toString('latin1') === 'ustar\0';
  const prefix = isPosix ? untilNul(block.subarray(345, 500)) : new Uint8Array();
  return prefix.length === 0 ? Uint8Array.from(name) : Uint8Array.of(...prefix, SLASH, ...name);
}

/** Octal digits between spaces or NULs; or, where the first bit is set, a number in base 256 (GNU). */
function readNumber(field: Uint8Array): number | null {
  const [first = 0, ...rest] = field;
  if (first >= 0x80) {
    const number = rest.reduce((sum, byte) => sum * 256 + byte, first & 0x7f);
    return Number.isSafeInteger(number) ? number : null;
  }
  const digits = Buffer.from(field)
    .toString('latin1')
    .replaceAll(/^[ \0]+|[ \0].*$/gs, '');
  return /^[0-7]*$/.test(digits) ? Number.parseInt(digits || '0', 8) : null;
}
