const MARKER = { startOfScan: 0xda, endOfImage: 0xd9, quantisation: 0xdb, lossless: 0xc3 } as const;
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
/** Restarts, start of image and TEM stand alone, without a length. */
const standsAlone = (marker: number): boolean => (marker >= 0xd0 && marker <= 0xd8) || marker === 0x01;

const TABLE_VALUES = 64;

/** Sums of the quantisation tables in one DQT segment, by table number. */
function readSums(bytes: Uint8Array, start: number, end: number, sums: Map<number, number>): void {
  for (let at = start; at < end; ) {
    const head = bytes[at] as number;
    const valueBytes = head >> 4 === 0 ? 1 : 2;
    const next = at + 1 + TABLE_VALUES * valueBytes;
    if (next > end) return;
    let sum = 0;
    for (let value = at + 1; value < next; value += valueBytes) {
      sum += valueBytes === 1 ? (bytes[value] as number) : (bytes[value] as number) * 256 + (bytes[value + 1] as number);
    }
    sums.set(head & 15, sum);
    at = next;
  }
}

/**
 * @param bytes of a JPEG file
 * @returns sum of the 64 steps that its first component (luma) is quantised by; null where no table is found before the scan
 */
export function lumaStepSum(bytes: Uint8Array): number | null {
  const sums = new Map<number, number>();
  let table = 0;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] as number;
    if (marker === 0xff) at++;
    else if (standsAlone(marker)) at += 2;
    else if (marker === MARKER.startOfScan || marker === MARKER.endOfImage) break;
    else {
      if (marker === MARKER.lossless) return null;
      const end = at + 2 + (bytes[at + 2] as number) * 256 + (bytes[at + 3] as number);
      if (end <= at + 3) return null;
      if (marker === MARKER.quantisation) readSums(bytes, at + 4, Math.min(end, bytes.length), sums);
      // Length, precision, height, width, count, then of each component: id, sampling, table.
      if (isFrame(marker)) table = bytes[at + 12] ?? 0;
      at = end;
    }
  }
  return sums.get(table) ?? null;
}
