/**
 * A picture of at most 64 × 64 pixels for screens that show thousands: small to keep, and unpacked in a few microseconds without
 * a decoder. Byte 0 is its width, byte 1 its height, then 8 bytes for each 4 × 4 pixels as in BC1 (S3TC, DXT1): two colours of
 * 5, 6 and 5 bits, the greater first, and two bits a pixel that choose one of these or of the two between them.
 */
export const MINIATURE_SIDE = 64;
const HEAD_BYTES = 2;
const BLOCK_BYTES = 8;
const BLOCK_SIDE = 4;

/** Bytes of a miniature. */
export function miniatureBytes(width: number, height: number): number {
  return HEAD_BYTES + BLOCK_BYTES * Math.ceil(width / BLOCK_SIDE) * Math.ceil(height / BLOCK_SIDE);
}

/**
 * @param rgb rows top to bottom, 3 bytes a pixel, at most 64 × 64
 * Endpoints as in van Waveren, "Real-Time DXT Compression" (2006): the box of a block's colours, along the diagonal they follow.
 */
export function encodeMiniature(rgb: Uint8Array, width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(miniatureBytes(width, height));
  bytes[0] = width;
  bytes[1] = height;
  const block = new Uint8Array(3 * BLOCK_SIDE * BLOCK_SIDE);
  let at = HEAD_BYTES;
  for (let y = 0; y < height; y += BLOCK_SIDE) {
    for (let x = 0; x < width; x += BLOCK_SIDE) {
      takeBlock(rgb, width, height, x, y, block);
      putBlock(block, bytes, at);
      at += BLOCK_BYTES;
    }
  }
  return bytes;
}

/** The pixels of a block; beyond an edge those at it. */
function takeBlock(rgb: Uint8Array, width: number, height: number, left: number, top: number, block: Uint8Array): void {
  for (let place = 0; place < 16; place++) {
    const x = Math.min(width - 1, left + (place & 3));
    const y = Math.min(height - 1, top + (place >> 2));
    const from = 3 * (y * width + x);
    for (let channel = 0; channel < 3; channel++) block[3 * place + channel] = rgb[from + channel] ?? 0;
  }
}

function putBlock(block: Uint8Array, bytes: Uint8Array, at: number): void {
  const [low, high] = endpoints(block);
  const [first, second] = low > high ? [low, high] : [high, low];
  bytes[at] = first & 255;
  bytes[at + 1] = first >> 8;
  bytes[at + 2] = second & 255;
  bytes[at + 3] = second >> 8;
  if (first === second) return;
  fillPalette(first, second);
  for (let row = 0; row < BLOCK_SIDE; row++) {
    let bits = 0;
    for (let column = 0; column < BLOCK_SIDE; column++) bits |= nearest(block, 3 * (4 * row + column)) << (2 * column);
    bytes[at + 4 + row] = bits;
  }
}

/** Two opposite corners of the box of colours, drawn in by a sixteenth, as 5-6-5 bits. */
function endpoints(block: Uint8Array): readonly [number, number] {
  const least = [255, 255, 255];
  const most = [0, 0, 0];
  const sum = [0, 0, 0];
  for (let at = 0; at < block.length; at++) {
    const value = block[at] ?? 0;
    const channel = at % 3;
    least[channel] = Math.min(least[channel] ?? 0, value);
    most[channel] = Math.max(most[channel] ?? 0, value);
    sum[channel] = (sum[channel] ?? 0) + value;
  }
  const range = (channel: number): number => (most[channel] ?? 0) - (least[channel] ?? 0);
  const widest = range(0) > range(1) ? (range(2) > range(0) ? 2 : 0) : range(2) > range(1) ? 2 : 1;
  const [from, to]: [number[], number[]] = [[], []];
  for (let channel = 0; channel < 3; channel++) {
    const inset = range(channel) / 16;
    const isTurned = channel !== widest && covariance(block, channel, widest, sum) < 0;
    const [start, end] = [(least[channel] ?? 0) + inset, (most[channel] ?? 0) - inset];
    from[channel] = isTurned ? end : start;
    to[channel] = isTurned ? start : end;
  }
  return [packed(from), packed(to)];
}

/** Of two channels: negative where one falls as the other rises. */
function covariance(block: Uint8Array, channel: number, other: number, sum: readonly number[]): number {
  const [mean, otherMean] = [(sum[channel] ?? 0) / 16, (sum[other] ?? 0) / 16];
  let total = 0;
  for (let place = 0; place < 16; place++) {
    total += ((block[3 * place + channel] ?? 0) - mean) * ((block[3 * place + other] ?? 0) - otherMean);
  }
  return total;
}

function packed([red = 0, green = 0, blue = 0]: readonly number[]): number {
  return (Math.round((red * 31) / 255) << 11) | (Math.round((green * 63) / 255) << 5) | Math.round((blue * 31) / 255);
}

/** The four colours of a block, 3 bytes each. Filled anew for each block: a picture has hundreds. */
const palette = new Uint8Array(12);

function fillPalette(first: number, second: number): void {
  for (let channel = 0; channel < 3; channel++) {
    const [a, b] = [unpacked(first, channel), unpacked(second, channel)];
    palette[channel] = a;
    palette[3 + channel] = b;
    palette[6 + channel] = (2 * a + b + 1) / 3;
    palette[9 + channel] = (a + 2 * b + 1) / 3;
  }
}

/** @param channel 0 red, 1 green, 2 blue */
function unpacked(color: number, channel: number): number {
  if (channel === 1) {
    const six = (color >> 5) & 63;
    return (six << 2) | (six >> 4);
  }
  const five = channel === 0 ? color >> 11 : color & 31;
  return (five << 3) | (five >> 2);
}

function nearest(block: Uint8Array, at: number): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (let choice = 0; choice < 4; choice++) {
    let distance = 0;
    for (let channel = 0; channel < 3; channel++) {
      const by = (block[at + channel] ?? 0) - (palette[3 * choice + channel] ?? 0);
      distance += by * by;
    }
    if (distance < least) [best, least] = [choice, distance];
  }
  return best;
}

/** Width and height; null where the bytes are no miniature. */
export function miniatureSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | null {
  const [width = 0, height = 0] = bytes;
  const isPossible = width > 0 && height > 0 && width <= MINIATURE_SIDE && height <= MINIATURE_SIDE;
  return isPossible && bytes.length === miniatureBytes(width, height) ? { width, height } : null;
}

/** Unpacks a miniature. @param rgba room for width × height × 4 bytes, as `miniatureSize` says them */
export function decodeMiniature(bytes: Uint8Array, rgba: Uint8ClampedArray): void {
  const [width = 0, height = 0] = bytes;
  let at = HEAD_BYTES;
  for (let top = 0; top < height; top += BLOCK_SIDE) {
    for (let left = 0; left < width; left += BLOCK_SIDE) {
      fillPalette((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8), (bytes[at + 2] ?? 0) | ((bytes[at + 3] ?? 0) << 8));
      const [rows, columns] = [Math.min(BLOCK_SIDE, height - top), Math.min(BLOCK_SIDE, width - left)];
      for (let row = 0; row < rows; row++) {
        const bits = bytes[at + 4 + row] ?? 0;
        let to = 4 * ((top + row) * width + left);
        for (let column = 0; column < columns; column++) {
          const choice = 3 * ((bits >> (2 * column)) & 3);
          rgba[to] = palette[choice] ?? 0;
          rgba[to + 1] = palette[choice + 1] ?? 0;
          rgba[to + 2] = palette[choice + 2] ?? 0;
          rgba[to + 3] = 255;
          to += 4;
        }
      }
      at += BLOCK_BYTES;
    }
  }
}
