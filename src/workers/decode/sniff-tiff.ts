const DNG_VERSION_TAG = 0xc612;
/** Raw formats that are a TIFF inside, told from it by the extension only. */
const RAW_EXTENSIONS: ReadonlySet<string> = new Set(['nef', 'nrw', 'arw', 'sr2', 'srf', 'pef', 'srw']);

const MAGIC: readonly (readonly [string, string])[] = [
  ['49492a00', 'tiff'],
  ['4d4d002a', 'tiff'],
  ['49492b00', 'tiff'],
  ['4d4d002b', 'tiff'],
  ['4949524f', 'orf'],
  ['49495253', 'orf'],
  ['4d4d4f52', 'orf'],
  ['49495500', 'rw2'],
  ['4949bc01', 'jxr'],
];

/** Tags of the first directory, as far as they lie within `head`. */
function firstDirectoryTags(head: Uint8Array): readonly number[] {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const isLittle = head[0] === 0x49;
  const start = view.getUint32(4, isLittle);
  if (start + 2 > head.length) return [];
  const entries = Math.min(view.getUint16(start, isLittle), Math.floor((head.length - start - 2) / 12));
  return Array.from({ length: entries }, (_, entry) => view.getUint16(start + 2 + entry * 12, isLittle));
}

/**
 * @param head first bytes of a file
 * @param extension lower case, without the dot
 * @param formatOfExtension what the extension claims, for raw formats whose content is a plain TIFF
 * @returns `tiff`, the raw format it holds, or null where it is neither
 */
export function sniffTiff(head: Uint8Array, extension: string, formatOfExtension: string | null): string | null {
  if (head.length < 8) return null;
  const start = Buffer.from(head.buffer, head.byteOffset, 4).toString('hex');
  const format = MAGIC.find(([magic]) => magic === start)?.[1] ?? null;
  if (format !== 'tiff') return format;
  if (head[8] === 0x43 && head[9] === 0x52) return 'cr2';
  if (firstDirectoryTags(head).includes(DNG_VERSION_TAG)) return 'dng';
  return RAW_EXTENSIONS.has(extension) ? formatOfExtension : 'tiff';
}
