import type { TensorInfo } from '../../shared/embedding.ts';
import { type ByteSource, type Field, fields, numbersOf, ProtobufError, textOf } from './protobuf-reader.ts';

export interface OnnxNode {
  readonly op: string;
  /** '' and 'ai.onnx': ONNX's own. */
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** What of a model's file says how it is used; weights are passed over. */
export interface OnnxGraph {
  /** Less those that only have a default, which is how older files list weights. */
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  readonly nodes: readonly OnnxNode[];
  /** Of tensors inside, where the file tells. */
  readonly values: ReadonlyMap<string, TensorInfo>;
  /** Shapes of weights, by name. */
  readonly weights: ReadonlyMap<string, readonly number[]>;
  /** Files beside the model that hold weights, relative paths. */
  readonly externalFiles: readonly string[];
  /** Domains of functions that the file itself defines. */
  readonly functionDomains: ReadonlySet<string>;
}

// Numbers of the fields in onnx.proto3.
const MODEL = { irVersion: 1, graph: 7, functions: 25 };
const GRAPH = { node: 1, initializer: 5, input: 11, output: 12, valueInfo: 13, sparseInitializer: 15 };
const NODE = { input: 1, output: 2, op: 4, domain: 7 };
const TENSOR = { dims: 1, name: 8, externalData: 13 };
const SPARSE_VALUES = 1;
const FUNCTION_DOMAIN = 10;

const ELEMENT_TYPES: readonly (string | undefined)[] = [
  undefined,
  'float32',
  'uint8',
  'int8',
  'uint16',
  'int16',
  'int32',
  'int64',
  'string',
  'bool',
  'float16',
  'float64',
  'uint32',
  'uint64',
];
const BFLOAT16 = 16;

const typeName = (code: number): string => ELEMENT_TYPES[code] ?? (code === BFLOAT16 ? 'bfloat16' : `type ${code}`);

function readDimension(source: ByteSource, field: Field): number | string {
  for (const part of fields(source, field.start, field.end)) {
    if (part.number === 1) return part.value < 0 ? '?' : part.value;
    if (part.number === 2) return textOf(source, part);
  }
  return '?';
}

function readTensorType(source: ByteSource, field: Field): Pick<TensorInfo, 'type' | 'shape'> {
  let type = 'unknown';
  const shape: (number | string)[] = [];
  for (const part of fields(source, field.start, field.end)) {
    if (part.number === 1) type = typeName(part.value);
    if (part.number !== 2) continue;
    for (const dimension of fields(source, part.start, part.end)) {
      if (dimension.number === 1) shape.push(readDimension(source, dimension));
    }
  }
  return { type, shape };
}

/** A ValueInfoProto: the name, type and shape of a tensor; `type` 'sequence' where it is none. */
function readValue(source: ByteSource, field: Field): TensorInfo {
  let value: TensorInfo = { name: '', type: 'unknown', shape: [] };
  for (const part of fields(source, field.start, field.end)) {
    if (part.number === 1) value = { ...value, name: textOf(source, part) };
    if (part.number !== 2) continue;
    for (const kind of fields(source, part.start, part.end)) {
      if (kind.number === 1) value = { ...value, ...readTensorType(source, kind) };
      else if (kind.end > 0 && kind.number !== 6) value = { ...value, type: 'sequence' };
    }
  }
  return value;
}

function readNode(source: ByteSource, field: Field): OnnxNode {
  const inputs: string[] = [];
  const outputs: string[] = [];
  let op = '';
  let domain = '';
  for (const part of fields(source, field.start, field.end)) {
    if (part.number === NODE.input) inputs.push(textOf(source, part));
    else if (part.number === NODE.output) outputs.push(textOf(source, part));
    else if (part.number === NODE.op) op = textOf(source, part);
    else if (part.number === NODE.domain) domain = textOf(source, part);
  }
  return { op, domain, inputs, outputs };
}

interface Weight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly file: string | null;
}

/** key and value of a StringStringEntryProto. */
function readEntry(source: ByteSource, field: Field): readonly [string, string] {
  const entry: [string, string] = ['', ''];
  for (const part of fields(source, field.start, field.end)) {
    if (part.number === 1 || part.number === 2) entry[part.number - 1] = textOf(source, part);
  }
  return entry;
}

function readWeight(source: ByteSource, field: Field): Weight {
  let name = '';
  let file: string | null = null;
  const shape: number[] = [];
  for (const part of fields(source, field.start, field.end)) {
    if (part.number === TENSOR.name) name = textOf(source, part);
    else if (part.number === TENSOR.dims) shape.push(...numbersOf(source, part));
    else if (part.number === TENSOR.externalData) {
      const [key, value] = readEntry(source, part);
      if (key === 'location') file = value;
    }
  }
  return { name, shape, file };
}

interface Parts {
  readonly inputs: TensorInfo[];
  readonly outputs: TensorInfo[];
  readonly nodes: OnnxNode[];
  readonly values: Map<string, TensorInfo>;
  readonly weights: Map<string, readonly number[]>;
  readonly externalFiles: Set<string>;
}

function readGraph(source: ByteSource, field: Field, into: Parts): void {
  const keepWeight = (tensor: Field): void => {
    const { name, shape, file } = readWeight(source, tensor);
    into.weights.set(name, shape);
    if (file !== null) into.externalFiles.add(file);
  };
  for (const part of fields(source, field.start, field.end)) {
    if (part.number === GRAPH.node) into.nodes.push(readNode(source, part));
    else if (part.number === GRAPH.initializer) keepWeight(part);
    else if (part.number === GRAPH.input) into.inputs.push(readValue(source, part));
    else if (part.number === GRAPH.output) into.outputs.push(readValue(source, part));
    else if (part.number === GRAPH.valueInfo) {
      const value = readValue(source, part);
      into.values.set(value.name, value);
    } else if (part.number === GRAPH.sparseInitializer) {
      for (const values of fields(source, part.start, part.end)) if (values.number === SPARSE_VALUES) keepWeight(values);
    }
  }
}

/**
 * Reads a ModelProto as ONNX's onnx.proto3 defines it; several graphs are joined, as protobuf joins messages.
 * @throws {ProtobufError} where it is none
 */
export function readOnnxGraph(source: ByteSource): OnnxGraph {
  const parts: Parts = {
    inputs: [],
    outputs: [],
    nodes: [],
    values: new Map(),
    weights: new Map(),
    externalFiles: new Set(),
  };
  const functionDomains = new Set<string>();
  let irVersion = 0;
  for (const field of fields(source, 0, source.size)) {
    if (field.number === MODEL.irVersion) irVersion = field.value;
    else if (field.number === MODEL.graph) readGraph(source, field, parts);
    else if (field.number === MODEL.functions) {
      for (const part of fields(source, field.start, field.end)) {
        if (part.number === FUNCTION_DOMAIN) functionDomains.add(textOf(source, part));
      }
    }
  }
  if (irVersion === 0 || parts.nodes.length === 0) throw new ProtobufError('it holds no graph of operations');
  return {
    ...parts,
    inputs: parts.inputs.filter(({ name }) => !parts.weights.has(name)),
    externalFiles: [...parts.externalFiles],
    functionDomains,
  };
}
