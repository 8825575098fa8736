/** Bytes to read from: a file that is never held whole, or a buffer. */
export interface ByteSource {
  readonly size: number;
  /** @returns `length` bytes from `at`; both lie inside */
  read(at: number, length: number): Uint8Array;
}

/** Damage in what should be a protobuf message, in words for a person. */
export class ProtobufError extends Error {}

/** One field of a message: a number, or the place of its bytes. */
export interface Field {
  readonly number: number;
  /** Of varints and of 32-bit fields; 0 for what has bytes. Over 2^53 not exact. */
  readonly value: number;
  /** Where the bytes of a length-delimited field start and end; both 0 for numbers. */
  readonly start: number;
  readonly end: number;
}

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;
const LONGEST_VARINT = 10;
const LONGEST_TEXT = 65_536;

/** Of ten bytes: a negative number of 64 bits, too long for a double on the way. */
function readNegative(bytes: Uint8Array): number {
  const bits = bytes.reduceRight((sum, byte) => (sum << 7n) | BigInt(byte & 0x7f), 0n);
  return Number(BigInt.asIntN(64, bits));
}

function readVarint(source: ByteSource, at: number, end: number): { readonly value: number; readonly next: number } {
  const bytes = source.read(at, Math.min(LONGEST_VARINT, end - at));
  let value = 0;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] as number;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte >= 0x80) continue;
    return { value: index === LONGEST_VARINT - 1 ? readNegative(bytes) : value, next: at + index + 1 };
  }
  throw new ProtobufError(bytes.length < LONGEST_VARINT ? 'it ends in the middle of a number' : 'a number in it has no end');
}

/**
 * The fields of a message one after the other, without reading the bytes of those that hold some: weights are passed over.
 * @param end first byte behind the message @throws {ProtobufError} where the message is no protobuf or goes beyond `end`
 */
export function* fields(source: ByteSource, start: number, end: number): Generator<Field> {
  let at = start;
  while (at < end) {
    const tag = readVarint(source, at, end);
    const number = Math.floor(tag.value / 8);
    const wire = tag.value % 8;
    at = tag.next;
    if (number === 0) throw new ProtobufError('it holds a field without a number');
    if (wire === VARINT) {
      const { value, next } = readVarint(source, at, end);
      at = next;
      yield { number, value, start: 0, end: 0 };
    } else if (wire === BYTES) {
      const { value: length, next } = readVarint(source, at, end);
      if (length > end - next) {
        const missing = length - (end - next);
        throw new ProtobufError(`it is cut short: ${missing.toLocaleString('en')} bytes are missing at its end`);
      }
      at = next + length;
      yield { number, value: 0, start: next, end: at };
    } else if (wire === FIXED32 || wire === FIXED64) {
      at += wire === FIXED32 ? 4 : 8;
      if (at > end) throw new ProtobufError('it ends in the middle of a number');
      yield { number, value: 0, start: 0, end: 0 };
    } else {
      throw new ProtobufError(`it holds a field of the unknown kind ${wire}`);
    }
  }
}

/** A list of numbers in one field, or one number of such a list. @throws {ProtobufError} */
export function* numbersOf(source: ByteSource, field: Field): Generator<number> {
  if (field.end === 0) yield field.value;
  for (let at = field.start; at < field.end; ) {
    const { value, next } = readVarint(source, at, field.end);
    at = next;
    yield value;
  }
}

/** @throws {ProtobufError} where the text is longer than any name */
export function textOf(source: ByteSource, { start, end }: Field): string {
  if (end - start > LONGEST_TEXT) throw new ProtobufError(`a name in it has ${(end - start).toLocaleString('en')} bytes`);
  return Buffer.from(source.read(start, end - start)).toString('utf8');
}

export function sourceOf(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (at, length) => bytes.subarray(at, at + length) };
}
