import { WinnowError } from './errors.ts';

/**
 * Columns on the wire: `u32 header bytes | JSON header | padding to 8 | each column's bytes, padded to 8`, little
 * endian. The header lists the columns; anything else in it is the sender's. Typed arrays of the answer are views on
 * the received buffer, nothing is copied.
 */
export type Column = Uint8Array | Uint32Array | Int32Array | Float32Array | Float64Array;

const CONSTRUCTORS = { Uint8Array, Uint32Array, Int32Array, Float32Array, Float64Array } as const;
type ColumnType = keyof typeof CONSTRUCTORS;

export interface Frame<H> {
  readonly header: H;
  readonly columns: Readonly<Record<string, Column>>;
}

interface ColumnEntry {
  readonly name: string;
  readonly type: ColumnType;
  readonly length: number;
}

const pad8 = (n: number): number => (n + 7) & ~7;

/** @param header JSON-able @returns bytes of the whole frame */
export function encodeFrame<H>(header: H, columns: Readonly<Record<string, Column>>): Uint8Array<ArrayBuffer> {
  const entries: ColumnEntry[] = Object.entries(columns).map(([name, column]) => ({
    name,
    type: column.constructor.name as ColumnType,
    length: column.length,
  }));
  const head = new TextEncoder().encode(JSON.stringify({ header, columns: entries }));
  let total = pad8(4 + head.length);
  for (const column of Object.values(columns)) total += pad8(column.byteLength);
  const bytes = new Uint8Array(total);
  new DataView(bytes.buffer).setUint32(0, head.length, true);
  bytes.set(head, 4);
  let offset = pad8(4 + head.length);
  for (const column of Object.values(columns)) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), offset);
    offset += pad8(column.byteLength);
  }
  return bytes;
}

/** @throws {WinnowError} bad_request when the bytes are not a whole frame */
export function decodeFrame<H>(buffer: ArrayBuffer): Frame<H> {
  const fail = (why: string): never => {
    throw new WinnowError('bad_request', `Expected a column frame, found ${buffer.byteLength} bytes: ${why}.`);
  };
  if (buffer.byteLength < 8) return fail('too short for a header');
  const headLength = new DataView(buffer).getUint32(0, true);
  if (4 + headLength > buffer.byteLength) return fail(`the header claims ${headLength} bytes`);
  const head = parseHead<H>(new Uint8Array(buffer, 4, headLength));
  if (head === null) return fail('the header is no JSON with a list of columns');
  const columns: Record<string, Column> = {};
  let offset = pad8(4 + headLength);
  for (const { name, type, length } of head.columns) {
    if (!Object.hasOwn(CONSTRUCTORS, type)) return fail(`column "${name}" has the unknown type ${type}`);
    const Type = CONSTRUCTORS[type];
    const end = offset + length * Type.BYTES_PER_ELEMENT;
    if (!Number.isSafeInteger(length) || length < 0 || end > buffer.byteLength) return fail(`column "${name}" is cut off`);
    columns[name] = new Type(buffer, offset, length);
    offset += pad8(length * Type.BYTES_PER_ELEMENT);
  }
  return { header: head.header, columns };
}

function parseHead<H>(bytes: Uint8Array): { readonly header: H; readonly columns: readonly ColumnEntry[] } | null {
  try {
    const head: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof head !== 'object' || head === null || !('columns' in head) || !Array.isArray(head.columns)) return null;
    if (!head.columns.every((column) => typeof column === 'object' && column !== null)) return null;
    return head as { header: H; columns: ColumnEntry[] };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
