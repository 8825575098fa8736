import { type Bits, noBits } from './bits.ts';

/** Rows whose code is one of those that are meant, in one pass that calls nothing row by row. @param isMeant by code: 1 or 0 */
export function rowsWithCodes(codes: Uint32Array, isMeant: Uint8Array, length: number): Bits {
  const rows = noBits(length);
  for (let word = 0, row = 0; word < rows.length; word++) {
    const end = Math.min(row + 32, length);
    let bits = 0;
    for (let bit = 0; row < end; row++, bit++) bits |= (isMeant[codes[row] ?? 0] ?? 0) << bit;
    rows[word] = bits;
  }
  return rows;
}

/** Codes that stand for a value: all but 0. @param size codes there are */
export function anyCode(size: number): Uint8Array {
  return new Uint8Array(size).fill(1, 1);
}

/** Codes of some values; null, of a value that no row ever had, is none. @param size codes there are */
export function someCodes(size: number, some: readonly (number | null)[]): Uint8Array {
  const isMeant = new Uint8Array(size);
  for (const code of some) if (code !== null) isMeant[code] = 1;
  return isMeant;
}
