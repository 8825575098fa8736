/**
 * The few instructions of WebAssembly that a numeric kernel needs, as functions that give their bytes, in the order of the
 * text format: `f32.add(a, b)`. [WebAssembly Core Specification 2.0, binary format]
 */
export type Code = readonly number[];
export type ValueType = 'i32' | 'f32';

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

const TYPE_CODES: Readonly<Record<ValueType, number>> = { i32: 0x7f, f32: 0x7d };
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
  add: binary(0x92),
  sub: binary(0x93),
  mul: binary(0x94),
  load: load(0x2a, 2),
  store: store(0x38, 2),
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

/**
 * @param body leaves the result on the stack
 * @returns a module that imports the memory `from.memory` and exports the function `run`
 */
export function moduleOf({ parameters, locals }: Variables, result: ValueType, body: Code): Uint8Array<ArrayBuffer> {
  const signature = [0x60, ...list(parameters.map(({ type }) => [TYPE_CODES[type]])), 1, TYPE_CODES[result]];
  const declared = list(locals.map(({ type }) => [1, TYPE_CODES[type]]));
  const code = sized([...declared, ...body, END]);
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, list([signature])),
    ...section(2, list([[...text('from'), ...text('memory'), 0x02, 0x00, ...unsigned(1)]])),
    ...section(3, list([[0]])),
    ...section(7, list([[...text('run'), 0x00, 0]])),
    ...section(10, list([code])),
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
