import { BitmapError, COMPRESSION, type DibHeader, readDibHeader } from './dib-header.ts';
import { unpackRle } from './dib-rle.ts';
import { rowPainter } from './dib-rows.ts';

/** These are decoded whole in memory at 4 bytes a pixel, not streamed: 256 MB. */
const MAX_BITMAP_PIXELS = 1 << 26;

/** A decoded bitmap. */
export interface Bitmap {
  /** RGBA, rows top to bottom. */
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Channels and bits per channel as stored. */
  readonly channels: 3 | 4;
  readonly bitDepth: number;
  /** What is broken about it, though what could be read is there; null: nothing. */
  readonly damage: string | null;
}

/** Where a bitmap's parts lie. */
export interface DibPlace {
  /** Offset of the bitmap's header. */
  readonly headerAt: number;
  /** Offset of the pixels; null: right behind the palette. */
  readonly pixelsAt: number | null;
  /** An icon's bitmap: its height counts a 1 bit mask below the picture, set where that is transparent. */
  readonly isIcon: boolean;
  readonly maxPixels: number;
}

/** Bytes of one stored row: rows start at multiples of four. */
const strideOf = (width: number, bits: number): number => Math.ceil((width * bits) / 32) * 4;

/** Rows of one picture: `painted` of them were there and are in `data`, the others stay transparent. */
interface Rows {
  readonly data: Uint8Array;
  readonly painted: number;
}

function paintRows(bytes: Uint8Array, from: number, stride: number, header: DibHeader): Rows {
  const { width, height, bitsPerPixel } = header;
  const rowBytes = Math.ceil((width * bitsPerPixel) / 8);
  const painted = Math.max(0, Math.min(height, Math.floor((bytes.length - from - rowBytes) / stride) + 1));
  if (painted === 0) throw new BitmapError('truncated: the file ends before its first row', true);
  const data = new Uint8Array(width * height * 4);
  const paint = rowPainter(bytes, header);
  for (let stored = 0; stored < painted; stored++) {
    const row = header.isTopDown ? stored : height - 1 - stored;
    paint(data, row * width * 4, from + stored * stride);
  }
  return { data, painted };
}

function hasAnyAlpha(data: Uint8Array): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 0) return true;
  return false;
}

/** Many writers leave the alpha byte 0 in every pixel and mean opaque. */
function makeOpaque(data: Uint8Array): void {
  for (let at = 3; at < data.length; at += 4) data[at] = 255;
}

/** Clears the pixels whose bit is set in an icon's mask; a mask that is cut off hides nothing. */
function applyIconMask(data: Uint8Array, mask: Uint8Array, { width, height }: DibHeader): void {
  const stride = strideOf(width, 1);
  for (let y = 0; y < height; y++) {
    const from = (height - 1 - y) * stride;
    for (let x = 0; x < width; x++) {
      if (((mask[from + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0) data[(y * width + x) * 4 + 3] = 0;
    }
  }
}

function bitsPerChannel({ bitsPerPixel, masks }: DibHeader): number {
  if (bitsPerPixel <= 8) return bitsPerPixel;
  return bitsPerPixel === 24 ? 8 : masks.red.toString(2).replaceAll('0', '').length;
}

function readHeader(bytes: Uint8Array, { headerAt, isIcon, maxPixels }: DibPlace): DibHeader {
  const stored = readDibHeader(bytes, headerAt);
  const height = isIcon ? Math.max(1, stored.height >> 1) : stored.height;
  const limit = Math.min(MAX_BITMAP_PIXELS, maxPixels);
  if (stored.width * height > limit) {
    throw new BitmapError(
      `${stored.width} × ${height} pixels are over the limit of ${limit.toLocaleString('en')} for bitmaps`,
      false,
    );
  }
  const hasSpareByte = stored.compression === COMPRESSION.none && !isIcon;
  return { ...stored, height, masks: hasSpareByte ? { ...stored.masks, alpha: 0 } : stored.masks };
}

/**
 * Decodes a device-independent bitmap: 1 to 32 bits a pixel, palettes, bit masks, run lengths, OS/2 headers, icons.
 * @throws {BitmapError} where there is nothing to show: no decoder, over the limit, a broken header, no pixels
 */
export function decodeDib(bytes: Uint8Array, place: DibPlace): Bitmap {
  const header = readHeader(bytes, place);
  const { width, height } = header;
  const from = place.pixelsAt ?? header.endsAt;
  const isPacked = header.compression === COMPRESSION.rle8 || header.compression === COMPRESSION.rle4;
  const unpacked = isPacked ? unpackRle(header, bytes.subarray(from)) : null;
  const stride = strideOf(width, header.bitsPerPixel);
  const { data, painted } =
    unpacked === null
      ? paintRows(bytes, from, stride, header)
      : paintRows(unpacked.indices, 0, width, { ...header, bitsPerPixel: 8 });
  const hasAlpha = header.masks.alpha !== 0 && hasAnyAlpha(data);
  if (!hasAlpha && painted === height) makeOpaque(data);
  if (place.isIcon && !hasAlpha) applyIconMask(data, bytes.subarray(from + stride * height), header);
  const isTruncated = unpacked?.isTruncated ?? painted < height;
  return {
    data,
    width,
    height,
    channels: hasAlpha || place.isIcon ? 4 : 3,
    bitDepth: bitsPerChannel(header),
    damage: isTruncated ? `truncated: the file ends within its pixels (${painted} of ${height} rows)` : null,
  };
}
