/** ONNX models of a few nodes, as bytes [onnx.proto3]: enough of a protobuf writer for graphs of floats. */

const FLOAT = 1;
const INT64 = 7;
const ATTRIBUTE_INTS = 7;

type Field = readonly [number: number, value: number | string | Uint8Array];

function varint(value: number): readonly number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return [...bytes, rest];
}

function message(...fields: readonly Field[]): Uint8Array {
  return Buffer.concat(
    fields.map(([number, value]) => {
      if (typeof value === 'number') return Buffer.from([...varint(number << 3), ...varint(value)]);
      const bytes = Buffer.from(value);
      return Buffer.concat([Buffer.from([...varint((number << 3) | 2), ...varint(bytes.length)]), bytes]);
    }),
  );
}

/** @param shape a name where a size is free */
function value(name: string, type: number, shape: readonly (number | string)[]): Uint8Array {
  const dims = shape.map((size): Field => [1, message(typeof size === 'number' ? [1, size] : [2, size])]);
  return message([1, name], [2, message([1, message([1, type], [2, message(...dims)])])]);
}

function node(op: string, inputs: readonly string[], output: string, attributes: readonly Uint8Array[] = []): Uint8Array {
  return message(
    ...inputs.map((name): Field => [1, name]),
    [2, output],
    [4, op],
    ...attributes.map((attribute): Field => [5, attribute]),
  );
}

const ints = (name: string, values: readonly number[]): Uint8Array =>
  message([1, name], ...values.map((one): Field => [8, one]), [20, ATTRIBUTE_INTS]);

function floats(name: string, dims: readonly number[], data: Float32Array): Uint8Array {
  return message(...dims.map((size): Field => [1, size]), [2, FLOAT], [8, name], [9, new Uint8Array(data.buffer)]);
}

interface Graph {
  readonly nodes: readonly Uint8Array[];
  readonly inputs: readonly Uint8Array[];
  readonly outputs: readonly Uint8Array[];
  readonly initializers?: readonly Uint8Array[];
}

function model({ nodes, inputs, outputs, initializers = [] }: Graph): Uint8Array {
  const graph = message(
    ...nodes.map((one): Field => [1, one]),
    [2, 'tiny'],
    ...initializers.map((one): Field => [5, one]),
    ...inputs.map((one): Field => [11, one]),
    ...outputs.map((one): Field => [12, one]),
  );
  return message([1, 8], [7, graph], [8, message([1, ''], [2, 13])]);
}

/** Pictures of 8 × 8 px become their mean colour, `image_embeds` [n, 3]; before that `pooled` [n, 3, 1, 1]. */
export function tinyImageEncoder(inputName = 'pixel_values', channels = 3): Uint8Array {
  return model({
    nodes: [node('GlobalAveragePool', [inputName], 'pooled'), node('Flatten', ['pooled'], 'image_embeds')],
    inputs: [value(inputName, FLOAT, ['n', channels, 8, 8])],
    outputs: [value('image_embeds', FLOAT, ['n', channels])],
  });
}

/** Pictures of 8 × 8 px become their pixels, `image_embeds` [n, 192]. */
export function tinyPixelEncoder(): Uint8Array {
  return model({
    nodes: [node('Flatten', ['pixels'], 'image_embeds')],
    inputs: [value('pixels', FLOAT, ['n', 3, 8, 8])],
    outputs: [value('image_embeds', FLOAT, ['n', 192])],
  });
}

/** Pictures of 8 × 8 px become `logits` [n, 3]: how red, green and blue they are. */
export function tinyClassifier(): Uint8Array {
  return model({
    nodes: [node('GlobalAveragePool', ['pixels'], 'pooled'), node('Flatten', ['pooled'], 'logits')],
    inputs: [value('pixels', FLOAT, ['n', 3, 8, 8])],
    outputs: [value('logits', FLOAT, ['n', 3])],
  });
}

/** Pictures of 8 × 8 px become one number each, `probability` [n]: how bright they are. */
export function tinyBinaryClassifier(): Uint8Array {
  return model({
    nodes: [node('ReduceMean', ['pixels'], 'probability', [ints('axes', [1, 2, 3]), message([1, 'keepdims'], [3, 0], [20, 2])])],
    inputs: [value('pixels', FLOAT, ['n', 3, 8, 8])],
    outputs: [value('probability', FLOAT, ['n'])],
  });
}

/** Token ids [n, length] become the mean of the rows they stand for, `text_embeds` [n, 3]. @param rows by token id */
export function tinyTextEncoder(rows: readonly (readonly [number, number, number])[]): Uint8Array {
  return model({
    nodes: [
      node('Gather', ['table', 'input_ids'], 'gathered'),
      node('ReduceMean', ['gathered'], 'text_embeds', [ints('axes', [1]), message([1, 'keepdims'], [3, 0], [20, 2])]),
    ],
    inputs: [value('input_ids', INT64, ['n', 'length'])],
    outputs: [value('text_embeds', FLOAT, ['n', 3])],
    initializers: [floats('table', [rows.length, 3], Float32Array.from(rows.flat()))],
  });
}

/** Two inputs: no model of pictures. */
export function tinyOfTwoInputs(): Uint8Array {
  return model({
    nodes: [node('Add', ['a', 'b'], 'sum')],
    inputs: [value('a', FLOAT, ['n', 3, 8, 8]), value('b', FLOAT, ['n', 3, 8, 8])],
    outputs: [value('sum', FLOAT, ['n', 3, 8, 8])],
  });
}
