import { bytes, type Field, float, message, number, text } from './protobuf-writer.ts';

// Writes an ONNX file, as far as small models need it. Numbers of the fields: onnx.proto3.
const TYPES = { float32: 1, uint8: 2, int64: 7 } as const;
type TensorType = keyof typeof TYPES;
const IR_VERSION = 8;
const OPSET = 17;

const ATTRIBUTE_FLOAT = 1;
const ATTRIBUTE_INT = 2;
const ATTRIBUTE_STRING = 3;
const ATTRIBUTE_INTS = 7;

export type Attribute = number | string | readonly number[] | { readonly float: number };

function attribute(name: string, value: Attribute): Field {
  const of = (type: number, ...fields: readonly Field[]): Field => message(5, text(1, name), ...fields, number(20, type));
  if (typeof value === 'number') return of(ATTRIBUTE_INT, number(3, value));
  if (typeof value === 'string') return of(ATTRIBUTE_STRING, text(4, value));
  if ('float' in value) return of(ATTRIBUTE_FLOAT, float(2, value.float));
  return of(ATTRIBUTE_INTS, ...value.map((item) => number(8, item)));
}

function weight(name: string, type: TensorType, shape: readonly number[], data: Uint8Array): Field {
  return message(5, ...shape.map((size) => number(1, size)), number(2, TYPES[type]), text(8, name), bytes(9, data));
}

/** A graph under construction: tensors are known by their names. */
export interface Graph {
  /** @returns the name of a constant */
  floats(values: readonly number[], shape?: readonly number[]): string;
  /** @returns the name of a list of whole numbers, not negative */
  integers(values: readonly number[]): string;
  /** @returns the name of what the operation gives */
  add(op: string, inputs: readonly string[], attributes?: Readonly<Record<string, Attribute>>, output?: string): string;
  /** The file. */
  toBytes(): Uint8Array;
}

export interface Tensor {
  readonly name: string;
  readonly type: TensorType;
  /** A name where a size is free. */
  readonly shape: readonly (number | string)[];
}

function valueInfo(field: number, { name, type, shape }: Tensor): Field {
  const dimensions = shape.map((size) => message(1, typeof size === 'number' ? number(1, size) : text(2, size)));
  const tensor = message(1, number(1, TYPES[type]), message(2, ...dimensions));
  return message(field, text(1, name), message(2, tensor));
}

export function createGraph(name: string, inputs: readonly Tensor[], outputs: readonly Tensor[]): Graph {
  const nodes: Field[] = [];
  const weights: Field[] = [];
  let names = 0;
  const next = (what: string): string => `${what}_${++names}`;
  return {
    floats: (values, shape = []) => {
      const name = next('constant');
      weights.push(weight(name, 'float32', shape, new Uint8Array(Float32Array.from(values).buffer)));
      return name;
    },
    integers: (values) => {
      const name = next('constant');
      weights.push(weight(name, 'int64', [values.length], new Uint8Array(BigInt64Array.from(values, BigInt).buffer)));
      return name;
    },
    add: (op, inputs, attributes = {}, output = next(op)) => {
      const asked = Object.entries(attributes).map(([key, value]) => attribute(key, value));
      nodes.push(message(1, ...inputs.map((tensor) => text(1, tensor)), text(2, output), text(4, op), ...asked));
      return output;
    },
    toBytes: () => {
      const tensors = [...inputs.map((tensor) => valueInfo(11, tensor)), ...outputs.map((tensor) => valueInfo(12, tensor))];
      const graph = [...nodes, text(2, name), ...weights, ...tensors];
      const opset = message(8, text(1, ''), number(2, OPSET));
      return Buffer.concat([number(1, IR_VERSION), text(2, 'winnow'), message(7, ...graph), opset]);
    },
  };
}
