/** A piece of a JPEG file: a marker with what belongs to it. Pieces follow each other without a gap. */
export interface JpegSegment {
  /** Second byte of the marker: 0xe1 is APP1. 0 for the compressed data of a scan. */
  readonly marker: number;
  /** Offset of the marker. */
  readonly start: number;
  /** Offset of the payload, after marker and length. */
  readonly payload: number;
  readonly end: number;
}

const SOI = 0xd8;
export const EOI = 0xd9;
export const SOS = 0xda;
export const APP0 = 0xe0;
export const APP1 = 0xe1;
export const APP2 = 0xe2;
export const APP13 = 0xed;
export const APP14 = 0xee;
export const APP15 = 0xef;
export const COMMENT = 0xfe;

const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7;

/**
 * Walks a JPEG file up to its end mark, as far as it is well formed. What stands before the first scan costs microseconds;
 * the compressed data are only passed over by who goes on after a scan's header.
 */
export function* jpegSegments(bytes: Uint8Array): Generator<JpegSegment> {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return;
  yield { marker: SOI, start: 0, payload: 2, end: 2 };
  let start = 2;
  while (bytes[start] === 0xff) {
    let at = start + 1;
    while (bytes[at] === 0xff) at++;
    const marker = bytes[at];
    if (marker === undefined || marker === 0) return;
    const hasLength = marker !== EOI && marker !== SOI && marker !== 1 && !isRestart(marker);
    const length = hasLength ? (bytes[at + 1] ?? 0) * 256 + (bytes[at + 2] ?? 0) : 0;
    const end = at + 1 + length;
    if ((hasLength && length < 2) || end > bytes.length) return;
    yield { marker, start, payload: hasLength ? at + 3 : end, end };
    if (marker === EOI) return;
    start = end;
    if (marker !== SOS) continue;
    start = endOfScan(bytes, end);
    yield { marker: 0, start: end, payload: end, end: start };
  }
}

/** In compressed data, 0xff is followed by 0, or by the number of a restart mark. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at)) {
    const next = bytes[at + 1] ?? 0;
    if (next === 0 || isRestart(next)) at += 2;
    else if (next === 0xff) at += 1;
    else return at;
  }
  return bytes.length;
}
