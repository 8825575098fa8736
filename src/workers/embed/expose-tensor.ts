// Numbers of the fields in onnx.proto3, each with the wire type of what has bytes.
const GRAPH = (7 << 3) | 2;
const OUTPUT = (12 << 3) | 2;
const NAME = (1 << 3) | 2;

function varint(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return [...bytes, rest];
    bytes.push((rest & 0x7f) | 0x80);
  }
}

const message = (tag: number, bytes: readonly number[]): number[] => [tag, ...varint(bytes.length), ...bytes];

/**
 * What to append to a model's bytes so that it lists one more output: messages of protobuf that follow each other are
 * joined, so that a ModelProto with a graph of one nameless-typed output adds it to the graph before.
 */
export function exposingBytes(tensor: string): Uint8Array {
  return Uint8Array.from(message(GRAPH, message(OUTPUT, message(NAME, [...Buffer.from(tensor)]))));
}
