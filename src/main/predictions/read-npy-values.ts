import type { NpyHeader } from './read-npy-header.ts';

/** @returns numbers of an array's bytes, whole ones beyond 2^53 rounded */
export function numbersOf(bytes: Buffer, { kind, size, isBigEndian }: NpyHeader): Float64Array {
  const count = Math.floor(bytes.length / size);
  if (kind === 'f' && size === 4 && !isBigEndian) return Float64Array.from(new Float32Array(aligned(bytes, count * 4)));
  const read = readerOf(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), kind, size, !isBigEndian);
  const numbers = new Float64Array(count);
  for (let i = 0; i < count; i++) numbers[i] = read(i * size);
  return numbers;
}

/** The same where the precision of float32 is enough. */
export function floatsOf(bytes: Buffer, header: NpyHeader): Float32Array {
  const { kind, size, isBigEndian } = header;
  const count = Math.floor(bytes.length / size);
  if (kind === 'f' && !isBigEndian) {
    if (size === 4) return new Float32Array(aligned(bytes, count * 4));
    if (size === 8) return Float32Array.from(new Float64Array(aligned(bytes, count * 8)));
    if (size === 2) return Float32Array.from(new Float16Array(aligned(bytes, count * 2)));
  }
  return Float32Array.from(numbersOf(bytes, header));
}

/** A copy that begins where any typed array may. */
function aligned(bytes: Buffer, length: number): ArrayBuffer {
  const copy = new ArrayBuffer(length);
  new Uint8Array(copy).set(bytes.subarray(0, length));
  return copy;
}

type Kind = NpyHeader['kind'];

function readerOf(view: DataView, kind: Kind, size: number, isLittle: boolean): (at: number) => number {
  if (kind === 'f') {
    if (size === 8) return (at) => view.getFloat64(at, isLittle);
    if (size === 4) return (at) => view.getFloat32(at, isLittle);
    return (at) => view.getFloat16(at, isLittle);
  }
  if (kind === 'i') {
    if (size === 8) return (at) => Number(view.getBigInt64(at, isLittle));
    if (size === 4) return (at) => view.getInt32(at, isLittle);
    if (size === 2) return (at) => view.getInt16(at, isLittle);
    return (at) => view.getInt8(at);
  }
  if (size === 8) return (at) => Number(view.getBigUint64(at, isLittle));
  if (size === 4) return (at) => view.getUint32(at, isLittle);
  if (size === 2) return (at) => view.getUint16(at, isLittle);
  return (at) => view.getUint8(at);
}

const LARGEST_CODE_POINT = 0x10ffff;

/** @returns texts of fixed length, less the zeros they are filled up with; what is no character is U+FFFD */
export function textsOf(bytes: Buffer, { kind, size, isBigEndian }: NpyHeader, count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const one = bytes.subarray(i * size, (i + 1) * size);
    if (kind === 'S') return one.toString('utf8').replace(/\0+$/, '');
    let text = '';
    for (let at = 0; at + 4 <= one.length; at += 4) {
      const code = isBigEndian ? one.readUInt32BE(at) : one.readUInt32LE(at);
      text += code > LARGEST_CODE_POINT ? '\ufffd' : String.fromCodePoint(code);
    }
    return text.replace(/\0+$/, '');
  });
}
