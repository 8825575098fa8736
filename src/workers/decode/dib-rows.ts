import type { DibHeader } from './dib-header.ts';

/** Scales a masked channel of up to 32 bits to 0-255. */
function channelReader(mask: number): (pixel: number) => number {
  if (mask === 0) return () => 0;
  const shift = 31 - Math.clz32(mask & -mask);
  const top = mask >>> shift;
  if (top === 255) return (pixel) => (pixel & mask) >>> shift;
  return (pixel) => Math.round((((pixel & mask) >>> shift) * 255) / top);
}

/** Fills one row of RGBA from palette indices. */
function paintIndexed(out: Uint8Array, at: number, width: number, palette: Uint8Array, indexAt: (x: number) => number): void {
  for (let x = 0; x < width; x++) {
    const color = indexAt(x) * 3;
    out[at + x * 4] = palette[color] ?? 0;
    out[at + x * 4 + 1] = palette[color + 1] ?? 0;
    out[at + x * 4 + 2] = palette[color + 2] ?? 0;
    out[at + x * 4 + 3] = 255;
  }
}

/** Reads stored row `from` (offset in `bytes`) into RGBA row `at`. */
export type PaintRow = (out: Uint8Array, at: number, from: number) => void;

/**
 * @param bytes what holds the rows
 * @param header decides how a row is stored
 */
export function rowPainter(bytes: Uint8Array, header: DibHeader): PaintRow {
  const { width, bitsPerPixel: bits, palette, masks } = header;
  if (bits <= 8) {
    const perByte = 8 / bits;
    const mask = (1 << bits) - 1;
    return (out, at, from) =>
      paintIndexed(out, at, width, palette, (x) => {
        const shift = 8 - bits * ((x % perByte) + 1);
        return ((bytes[from + Math.floor(x / perByte)] as number) >> shift) & mask;
      });
  }
  if (bits === 24) {
    return (out, at, from) => {
      for (let x = 0; x < width; x++) {
        out[at + x * 4] = bytes[from + x * 3 + 2] as number;
        out[at + x * 4 + 1] = bytes[from + x * 3 + 1] as number;
        out[at + x * 4 + 2] = bytes[from + x * 3] as number;
        out[at + x * 4 + 3] = 255;
      }
    };
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = bits === 16 ? (at: number) => view.getUint16(at, true) : (at: number) => view.getUint32(at, true);
  const channels = [masks.red, masks.green, masks.blue, masks.alpha].map(channelReader);
  const [red, green, blue, alpha] = channels as [
    (pixel: number) => number,
    (pixel: number) => number,
    (pixel: number) => number,
    (pixel: number) => number,
  ];
  const isOpaque = masks.alpha === 0;
  return (out, at, from) => {
    for (let x = 0; x < width; x++) {
      const pixel = read(from + (x * bits) / 8);
      out[at + x * 4] = red(pixel);
      out[at + x * 4 + 1] = green(pixel);
      out[at + x * 4 + 2] = blue(pixel);
      out[at + x * 4 + 3] = isOpaque ? 255 : alpha(pixel);
    }
  };
}
