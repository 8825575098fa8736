/** A field of a protobuf message, as bytes. */
export type Field = Uint8Array;

const VARINT = 0;
const BYTES = 2;
const FIXED32 = 5;

function varint(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
}

/** @param value a whole number, not negative */
export const number = (field: number, value: number): Field => Uint8Array.from([...varint(field * 8 + VARINT), ...varint(value)]);

export const float = (field: number, value: number): Field =>
  Buffer.concat([Uint8Array.from(varint(field * 8 + FIXED32)), new Uint8Array(Float32Array.of(value).buffer)]);

export const bytes = (field: number, value: Uint8Array): Field =>
  Buffer.concat([Uint8Array.from([...varint(field * 8 + BYTES), ...varint(value.length)]), value]);

export const text = (field: number, value: string): Field => bytes(field, Buffer.from(value));

export const message = (field: number, ...fields: readonly Field[]): Field => bytes(field, Buffer.concat(fields));
