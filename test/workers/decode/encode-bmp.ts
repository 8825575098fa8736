/** What to write into a BMP file for a test; pixels are given as stored, bottom row first unless `height` is negative. */
export interface BmpParts {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly compression?: number;
  /** BGR0 quadruples. */
  readonly palette?: readonly number[];
  /** Red, green, blue (and alpha) masks, behind a 40 byte header. */
  readonly masks?: readonly number[];
  readonly pixels: readonly number[];
}

/** A bitmap without its file header, as icons hold it. */
export function encodeDib({ width, height, bits, compression = 0, palette = [], masks = [], pixels }: BmpParts): Buffer {
  const header = Buffer.alloc(40);
  header.writeUInt32LE(40, 0);
  header.writeInt32LE(width, 4);
  header.writeInt32LE(height, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(bits, 14);
  header.writeUInt32LE(compression, 16);
  header.writeUInt32LE(palette.length / 4, 32);
  const maskBytes = Buffer.alloc(masks.length * 4);
  masks.forEach((mask, index) => {
    maskBytes.writeUInt32LE(mask, index * 4);
  });
  return Buffer.concat([header, maskBytes, Buffer.from(palette), Buffer.from(pixels)]);
}

export function encodeBmp(parts: BmpParts): Buffer {
  const dib = encodeDib(parts);
  const header = Buffer.alloc(14);
  header.write('BM', 'latin1');
  header.writeUInt32LE(14 + dib.length, 2);
  header.writeUInt32LE(14 + dib.length - parts.pixels.length, 10);
  return Buffer.concat([header, dib]);
}
