/** A bitmap Winnow refuses to decode or cannot make sense of; `isDamage` tells a broken file from an unsupported kind. */
export class BitmapError extends Error {
  readonly isDamage: boolean;

  constructor(message: string, isDamage: boolean) {
    super(message);
    this.isDamage = isDamage;
  }
}

export const COMPRESSION = { none: 0, rle8: 1, rle4: 2, bitFields: 3, alphaBitFields: 6 } as const;
const KNOWN_COMPRESSION: ReadonlySet<number> = new Set(Object.values(COMPRESSION));
const CORE_HEADER_BYTES = 12;
const INFO_HEADER_BYTES = 40;
const OS2_HEADER_BYTES = 64;
const KNOWN_BITS: ReadonlySet<number> = new Set([1, 2, 4, 8, 16, 24, 32]);

/** Bit masks of the channels of a 16 or 32 bit pixel; 0: the channel is not stored. */
export interface Masks {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;
}

/** Header of a device-independent bitmap: what follows a BMP's file header, or starts an icon's image. */
export interface DibHeader {
  readonly width: number;
  readonly height: number;
  readonly isTopDown: boolean;
  readonly bitsPerPixel: number;
  readonly compression: number;
  readonly masks: Masks;
  /** RGB triples; empty above 8 bits. */
  readonly palette: Uint8Array;
  /** Offset of the first byte after header, masks and palette. */
  readonly endsAt: number;
}

function masksOf(view: DataView, at: number, headerBytes: number, bits: number, compression: number): Masks {
  if (compression === COMPRESSION.bitFields || compression === COMPRESSION.alphaBitFields) {
    const hasAlpha = headerBytes >= 56 || (headerBytes === INFO_HEADER_BYTES && compression === COMPRESSION.alphaBitFields);
    return {
      red: view.getUint32(at + 40, true),
      green: view.getUint32(at + 44, true),
      blue: view.getUint32(at + 48, true),
      alpha: hasAlpha ? view.getUint32(at + 52, true) : 0,
    };
  }
  return bits === 16
    ? { red: 0x7c00, green: 0x03e0, blue: 0x001f, alpha: 0 }
    : { red: 0xff0000, green: 0xff00, blue: 0xff, alpha: bits === 32 ? 0xff000000 : 0 };
}

function paletteOf(bytes: Uint8Array, at: number, colors: number, bytesPerColor: number): Uint8Array {
  const palette = new Uint8Array(colors * 3);
  for (let color = 0; color < colors; color++) {
    const entry = at + color * bytesPerColor;
    palette.set([bytes[entry + 2] ?? 0, bytes[entry + 1] ?? 0, bytes[entry] ?? 0], color * 3);
  }
  return palette;
}

/** Bytes between the header and the palette: masks that the oldest header has no room for. */
function maskBytes(headerBytes: number, compression: number): number {
  if (headerBytes !== INFO_HEADER_BYTES) return 0;
  if (compression === COMPRESSION.bitFields) return 12;
  return compression === COMPRESSION.alphaBitFields ? 16 : 0;
}

const truncated = (): BitmapError => new BitmapError('truncated: the file ends within its header', true);

function refuseUnknown(headerBytes: number, bits: number, compression: number): void {
  const isOs2Compression = headerBytes === OS2_HEADER_BYTES && compression > COMPRESSION.rle4;
  if (!KNOWN_COMPRESSION.has(compression) || isOs2Compression) {
    throw new BitmapError(`BMP compression ${compression} has no decoder`, false);
  }
  if (!KNOWN_BITS.has(bits)) throw new BitmapError(`corrupt header: ${bits} bits per pixel`, true);
}

/**
 * @param bytes a bitmap file, or the bytes of an icon's image
 * @param at offset of the header
 * @throws {BitmapError} for a header that is cut short, makes no sense, or asks for a decoder Winnow lacks
 */
export function readDibHeader(bytes: Uint8Array, at: number): DibHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerBytes = bytes.length >= at + 4 ? view.getUint32(at, true) : 0;
  const isCore = headerBytes === CORE_HEADER_BYTES;
  if (!isCore && (headerBytes < INFO_HEADER_BYTES || headerBytes > 124)) {
    throw new BitmapError(`corrupt header: bitmap header of ${headerBytes} bytes`, true);
  }
  if (bytes.length < at + headerBytes) throw truncated();
  const width = isCore ? view.getUint16(at + 4, true) : view.getInt32(at + 4, true);
  const height = isCore ? view.getUint16(at + 6, true) : view.getInt32(at + 8, true);
  const bits = view.getUint16(at + (isCore ? 10 : 14), true);
  const compression = isCore ? COMPRESSION.none : view.getUint32(at + 16, true);
  const paletteAt = at + headerBytes + maskBytes(headerBytes, compression);
  refuseUnknown(headerBytes, bits, compression);
  if (bytes.length < paletteAt) throw truncated();
  if (width <= 0 || height === 0) throw new BitmapError(`corrupt header: ${width} × ${height} pixels`, true);
  const colorsUsed = isCore ? 0 : view.getUint32(at + 32, true);
  const colors = bits > 8 ? 0 : Math.min(colorsUsed || 1 << bits, 1 << bits);
  const bytesPerColor = isCore ? 3 : 4;
  return {
    width,
    height: Math.abs(height),
    isTopDown: height < 0,
    bitsPerPixel: bits,
    compression,
    masks: masksOf(view, at, headerBytes, bits, compression),
    palette: paletteOf(bytes, paletteAt, colors, bytesPerColor),
    // Above 8 bits the colours are only a hint for old screens, but they still take room before the pixels.
    endsAt: paletteAt + (bits > 8 ? Math.min(colorsUsed, 256) : colors) * bytesPerColor,
  };
}
