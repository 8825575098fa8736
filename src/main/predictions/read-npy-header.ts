import { badPredictions } from './prediction-file.ts';
import type { ByteReader } from './read-bytes.ts';

/** What an array holds: floating point, signed or unsigned whole numbers, yes/no, or text of fixed length. */
export interface NpyHeader {
  readonly kind: 'f' | 'i' | 'u' | 'b' | 'U' | 'S';
  /** Bytes of one value. */
  readonly size: number;
  readonly isBigEndian: boolean;
  readonly isFortranOrder: boolean;
  readonly shape: readonly number[];
  /** Product of the shape. */
  readonly values: number;
}

const MAGIC = '\x93NUMPY';
const LONGEST_HEADER = 1024 * 1024;
const SIZES: Readonly<Record<string, readonly number[]>> = { f: [2, 4, 8], i: [1, 2, 4, 8], u: [1, 2, 4, 8], b: [1] };

/**
 * Reads what stands before the values [numpy.lib.format].
 * @param what name of the file, or of the array in it, for messages
 * @throws {WinnowError} bad_predictions: damaged, or of a type that is not read
 */
export async function readNpyHeader(bytes: ByteReader, file: string, what = 'the array'): Promise<NpyHeader> {
  const bad = (problem: string) => badPredictions(file, problem);
  const start = await bytes.take(8);
  if (start.toString('latin1', 0, 6) !== MAGIC) throw bad(`${what} is no NPY array: it does not begin with "\\x93NUMPY".`);
  const version = start[6] ?? 0;
  if (version < 1 || version > 3) throw bad(`${what} is of NPY version ${version}; versions 1 to 3 are known.`);
  const lengthBytes = await bytes.take(version === 1 ? 2 : 4);
  if (lengthBytes.length < (version === 1 ? 2 : 4)) throw bad(`the header of ${what} is cut off.`);
  const length = version === 1 ? lengthBytes.readUInt16LE() : lengthBytes.readUInt32LE();
  if (length > LONGEST_HEADER) throw bad(`the header of ${what} claims ${length} bytes; it is damaged.`);
  const text = (await bytes.take(length)).toString(version === 3 ? 'utf8' : 'latin1');
  const type = /'descr':\s*'([^']*)'/.exec(text)?.[1];
  const order = /'fortran_order':\s*(True|False)/.exec(text)?.[1];
  const dimensions = /'shape':\s*\(([\d,\sL]*)\)/.exec(text)?.[1];
  if (type === undefined && /'descr':\s*\[/.test(text)) {
    throw bad(`${what} holds records of several fields. Save the probabilities as a plain array of numbers.`);
  }
  if (type === undefined || order === undefined || dimensions === undefined) throw bad(`the header of ${what} is damaged.`);
  const shape = (dimensions.match(/\d+/g) ?? []).map(Number);
  const values = shape.reduce((product, size) => product * size, 1);
  const header = { ...typeOf(type, what, file), isFortranOrder: order === 'True', shape, values };
  if (!Number.isSafeInteger(values * header.size))
    throw bad(`the header of ${what} claims a shape of (${shape.join(', ')}); it is damaged.`);
  return header;
}

function typeOf(type: string, what: string, file: string): Pick<NpyHeader, 'kind' | 'size' | 'isBigEndian'> {
  const [, order = '', kind = '', digits = ''] = /^([<>|=]?)([A-Za-z?])(\d*)$/.exec(type) ?? [];
  const advice = 'Expected numbers, or text saved with numpy.array(…, dtype=str).';
  if (kind === 'O') {
    throw badPredictions(file, `${what} holds Python objects, as a pickle, which can run programs: they are not read. ${advice}`);
  }
  const isBigEndian = order === '>';
  if (kind === 'U' || kind === 'S') return { kind, size: Number(digits) * (kind === 'U' ? 4 : 1), isBigEndian };
  const size = kind === '?' ? 1 : Number(digits);
  const name = kind === '?' ? 'b' : kind;
  if ((name === 'f' || name === 'i' || name === 'u' || name === 'b') && SIZES[name]?.includes(size)) {
    return { kind: name, size, isBigEndian };
  }
  throw badPredictions(file, `${what} is of type "${type}", which is not read. ${advice}`);
}

export function isTextual({ kind }: NpyHeader): boolean {
  return kind === 'U' || kind === 'S';
}
