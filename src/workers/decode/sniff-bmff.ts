/** Brands of ISO base media files, most telling first: an AVIF also says `mif1`, a HEIC may only say so among the compatible ones. */
const FORMAT_OF_BRAND: readonly (readonly [RegExp, string])[] = [
  [/^crx $/, 'cr3'],
  [/^avi[fs]$/, 'avif'],
  [/^(hei[cxms]|hev[cxms])$/, 'heic'],
  [/^(mif[12]|msf1)$/, 'heif'],
  [/^qt {2}$/, 'mov'],
];

const latin1 = new TextDecoder('latin1');

/**
 * @param head first bytes of a file, at least its `ftyp` box where it has one
 * @returns format of an ISO base media file by its brands (`mp4` where none is known), null where it is no such file
 */
export function sniffBmff(head: Uint8Array): string | null {
  if (head.length < 12 || latin1.decode(head.subarray(4, 8)) !== 'ftyp') return null;
  const boxBytes = new DataView(head.buffer, head.byteOffset).getUint32(0);
  const brands = latin1.decode(head.subarray(8, Math.min(Math.max(boxBytes, 12), head.length))).match(/.{4}/gs) ?? [];
  const [major, , ...compatible] = brands;
  for (const [pattern, format] of FORMAT_OF_BRAND) {
    if ([major, ...compatible].some((brand) => brand !== undefined && pattern.test(brand))) return format;
  }
  return 'mp4';
}
