/**
 * The few instructions of WebAssembly that a numeric kernel needs, as functions that give their bytes, in the order of the
 * text format: `f32.add(a, b)`. [WebAssembly Core Specification 2.0, binary format]
 */
export type Code = readonly number[];
/** v128 holds four 32-bit floats. */
export type ValueType = 'i32' | 'f32' | 'v128';

/** A parameter or local variable of a function. */
export interface Variable {
  readonly index: number;
  readonly type: ValueType;
}

/** The variables of a function: its parameters are declared first. */
export class Variables {
  readonly parameters: Variable[] = [];
  readonly locals: Variable[] = [];

  parameter(type: ValueType): Variable {
    const variable = { index: this.parameters.length, type };
    this.parameters.push(variable);
    return variable;
  }

  local(type: ValueType): Variable {
    const variable = { index: this.parameters.length + this.locals.length, type };
    this.locals.push(variable);
    return variable;
  }
}

const TYPE_CODES: Readonly<Record<ValueType, number>> = { i32: 0x7f, f32: 0x7d, v128: 0x7b };
const NO_VALUE = 0x40;
const END = 0x0b;

const binary =
  (opcode: number) =>
  (a: Code, b: Code): Code => [...a, ...b, opcode];
/** Access to memory at an address that is a multiple of 2^align. */
const load =
  (opcode: number, align: number) =>
  (address: Code, offset = 0): Code => [...address, opcode, align, ...unsigned(offset)];
const store =
  (opcode: number, align: number) =>
  (address: Code, value: Code, offset = 0): Code => [...address, ...value, opcode, align, ...unsigned(offset)];

export const i32 = {
  constant: (value: number): Code => [0x41, ...signed(value)],
  add: binary(0x6a),
  sub: binary(0x6b),
  mul: binary(0x6c),
  xor: binary(0x73),
  shl: binary(0x74),
  shrU: binary(0x76),
  ltU: binary(0x49),
  gtU: binary(0x4b),
  load: load(0x28, 2),
  load16U: load(0x2f, 1),
  store16: store(0x3b, 1),
  /** The bits of a 32-bit float. */
  bitsOf: (value: Code): Code => [...value, 0xbc],
  /** The upper half of the 64-bit product of two unsigned numbers. */
  mulHighU: (a: Code, b: Code): Code => [...a, 0xad, ...b, 0xad, 0x7e, 0x42, ...signed(32), 0x88, 0xa7],
};

export const f32 = {
  zero: [0x43, 0, 0, 0, 0] as Code,
  constant: (value: number): Code => [0x43, ...new Uint8Array(Float32Array.of(value).buffer)],
  add: binary(0x92),
  sub: binary(0x93),
  mul: binary(0x94),
  load: load(0x2a, 2),
  store: store(0x38, 2),
};

/** Instructions on vectors have a prefix. [WebAssembly Core Specification 2.0; relaxed SIMD: 3.0] */
const vector = (opcode: number): Code => [0xfd, ...unsigned(opcode)];
const vectorBinary =
  (opcode: number) =>
  (a: Code, b: Code): Code => [...a, ...b, ...vector(opcode)];
const vectorUnary =
  (opcode: number) =>
  (a: Code): Code => [...a, ...vector(opcode)];

/** Four floats at once. Addresses are multiples of 4; of 16 is faster. */
export const f32x4 = {
  load: (address: Code, offset = 0): Code => [...address, ...vector(0x00), 2, ...unsigned(offset)],
  /** One float in all four places. */
  loadSplat: (address: Code, offset = 0): Code => [...address, ...vector(0x09), 2, ...unsigned(offset)],
  store: (address: Code, value: Code, offset = 0): Code => [...address, ...value, ...vector(0x0b), 2, ...unsigned(offset)],
  splat: vectorUnary(0x13),
  /** The float in one place. */
  lane: (value: Code, place: 0 | 1 | 2 | 3): Code => [...value, ...vector(0x1f), place],
  add: vectorBinary(0xe4),
  sub: vectorBinary(0xe5),
  mul: vectorBinary(0xe6),
  div: vectorBinary(0xe7),
  max: vectorBinary(0xe9),
  /** All bits of a place where a > b, none elsewhere. */
  gt: vectorBinary(0x44),
  /** Bit by bit. */
  and: vectorBinary(0x4e),
  nearest: vectorUnary(0x6a),
  /** a · b + c, rounded once or twice, as the processor does it faster. */
  relaxedMultiplyAdd: (a: Code, b: Code, c: Code): Code => [...a, ...b, ...c, ...vector(0x105)],
  /** Four of the eight floats of a and b, by their places. */
  shuffle: (a: Code, b: Code, places: readonly [number, number, number, number]): Code => [
    ...[...a, ...b, ...vector(0x0d)],
    ...places.flatMap((place) => [4 * place, 4 * place + 1, 4 * place + 2, 4 * place + 3]),
  ],
  /** Whole numbers of 32 bits. */
  toIntegers: vectorUnary(0xf8),
};
export const i32x4 = {
  splat: vectorUnary(0x11),
  add: vectorBinary(0xae),
  shl: (a: Code, bits: Code): Code => [...a, ...bits, ...vector(0xab)],
};

export const get = ({ index }: Variable): Code => [0x20, ...unsigned(index)];
export const set = ({ index }: Variable, value: Code): Code => [...value, 0x21, ...unsigned(index)];
export const all = (...parts: readonly Code[]): Code => parts.flat();
export const ifThen = (condition: Code, body: Code): Code => [...condition, 0x04, NO_VALUE, ...body, END];
/** A block that holds a loop: out of the block where the condition is 0, else the body and around again. */
export const whileTrue = (condition: Code, body: Code): Code => [
  ...[0x02, NO_VALUE, 0x03, NO_VALUE],
  ...[...condition, 0x45, 0x0d, ...unsigned(1)],
  ...[...body, 0x0c, ...unsigned(0)],
  ...[END, END],
];

/** @property body leaves the result, where there is one, on the stack */
export interface WasmFunction {
  readonly variables: Variables;
  readonly result: ValueType | null;
  readonly body: Code;
}

/**
 * @param sharedPages of a memory that threads share: how large it is at most; null where it is of one thread
 * @returns a module that imports the memory `from.memory` and exports the functions by their names
 */
export function moduleOf(
  functions: Readonly<Record<string, WasmFunction>>,
  sharedPages: number | null = null,
): Uint8Array<ArrayBuffer> {
  const all = Object.values(functions);
  const signatures = all.map(({ variables, result }) => [
    ...[0x60, ...list(variables.parameters.map(({ type }) => [TYPE_CODES[type]]))],
    ...list(result === null ? [] : [[TYPE_CODES[result]]]),
  ]);
  const codes = all.map(({ variables, body }) =>
    sized([...list(variables.locals.map(({ type }) => [1, TYPE_CODES[type]])), ...body, END]),
  );
  const size = sharedPages === null ? [0x00, ...unsigned(1)] : [0x03, ...unsigned(1), ...unsigned(sharedPages)];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, list(signatures)),
    ...section(2, list([[...text('from'), ...text('memory'), 0x02, ...size]])),
    ...section(3, list(all.map((_, at) => unsigned(at)))),
    ...section(7, list(Object.keys(functions).map((name, at) => [...text(name), 0x00, ...unsigned(at)]))),
    ...section(10, list(codes)),
  ]);
}

const sized = (bytes: Code): Code => [...unsigned(bytes.length), ...bytes];
const section = (id: number, content: Code): Code => [id, ...sized(content)];
const list = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
const text = (name: string): Code => sized([...new TextEncoder().encode(name)]);

/** LEB128. */
function unsigned(value: number): Code {
  return value < 0x80 ? [value] : [(value % 0x80) | 0x80, ...unsigned(Math.floor(value / 0x80))];
}

function signed(value: number): Code {
  const low = value & 0x7f;
  const rest = value >> 7;
  const isLast = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
  return isLast ? [low] : [low | 0x80, ...signed(rest)];
}
