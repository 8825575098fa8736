import type { TensorInfo } from '../../shared/embedding.ts';
import type { OnnxGraph, OnnxNode } from './onnx-graph.ts';

/** The embedding to take where nothing else is said, and what could be taken instead. */
export interface OutputSuggestion {
  readonly best: TensorInfo;
  /** Not an output that the file lists. */
  readonly isInner: boolean;
  /** Tensors inside, likeliest first. */
  readonly inner: readonly TensorInfo[];
}

const MOST_INNER = 50;
/** Of outputs that are an embedding as they are. */
const EMBEDDING_NAME = /embed|feature|pool|repr|latent/i;
const LINEAR = new Set([
  'Gemm',
  'MatMul',
  'MatMulInteger',
  'QLinearMatMul',
  'QGemm',
  'FusedGemm',
  'FusedMatMul',
  'DynamicQuantizeMatMul',
  'MatMulIntegerToFloat',
]);
/** Between a classifier's last linear layer and what it gives: bias, softmax, scales of quantised numbers, forms. */
const AFTER_LINEAR = new Set([
  'Softmax',
  'LogSoftmax',
  'Sigmoid',
  'Add',
  'QLinearAdd',
  'Mul',
  'Cast',
  'Identity',
  'Flatten',
  'Reshape',
  'Squeeze',
  'QuantizeLinear',
  'DequantizeLinear',
  'QLinearSoftmax',
  'Dropout',
  'Clip',
]);
const POOLED = new Set(['GlobalAveragePool', 'GlobalMaxPool', 'QLinearGlobalAveragePool', 'ReduceMean', 'Flatten']);
/** What is computed of shapes is no picture any more. */
const SHAPES = new Set(['Shape', 'Size', 'Constant', 'ConstantOfShape', 'Range', 'NonZero']);
const NUMBERS = new Set(['float32', 'float16', 'float64', 'uint8', 'int8', 'unknown']);

const isNumbers = ({ type, shape }: TensorInfo): boolean => NUMBERS.has(type) && (shape.length !== 1 || type === 'unknown');

/** Tensors made of the picture's numbers, in the order they are computed, with the nodes that make them. */
function dataTensors(graph: OnnxGraph): Map<string, OnnxNode> {
  const made = new Map<string, OnnxNode>();
  const isData = new Set(graph.inputs.map(({ name }) => name));
  for (const node of graph.nodes) {
    if (SHAPES.has(node.op) || !node.inputs.some((name) => isData.has(name))) continue;
    const [first, ...rest] = node.outputs;
    if (first === undefined || first === '') continue;
    isData.add(first);
    made.set(first, node);
    // Those of Split are numbers too; scale and zero point of a quantised tensor are not.
    if (node.op !== 'Split') continue;
    for (const name of rest) made.set(name, node);
    for (const name of rest) isData.add(name);
  }
  return made;
}

/** Follows an output back to the linear layer that ends a classifier. */
function lastLinear(output: string, made: ReadonlyMap<string, OnnxNode>): OnnxNode | null {
  let hasBias = false;
  let name: string | undefined = output;
  while (name !== undefined) {
    const node = made.get(name);
    if (node === undefined) return null;
    if (LINEAR.has(node.op)) return hasBias || node.op.includes('Gemm') ? node : null;
    if (!AFTER_LINEAR.has(node.op)) return null;
    hasBias ||= node.op === 'Add' || node.op === 'QLinearAdd';
    name = node.inputs.find((input) => made.has(input));
  }
  return null;
}

/** What a linear layer is given, before it was made whole numbers where that is done for this layer alone. */
function givenTo(node: OnnxNode, made: ReadonlyMap<string, OnnxNode>): string | null {
  const given = node.inputs.find((input) => made.has(input));
  if (given === undefined) return null;
  const maker = made.get(given);
  const dynamic = maker?.op === 'DynamicQuantizeLinear' ? maker.inputs[0] : undefined;
  return dynamic !== undefined && made.has(dynamic) ? dynamic : given;
}

/** Of several outputs the one by name, else the first of one row a picture, else the first. */
function likeliestOutput(outputs: readonly TensorInfo[]): TensorInfo {
  const usable = outputs.filter(isNumbers);
  const byName = usable.filter(({ name }) => EMBEDDING_NAME.test(name));
  const rows = (among: readonly TensorInfo[]): TensorInfo | undefined => among.find(({ shape }) => shape.length === 2);
  return (rows(byName) ?? byName[0] ?? rows(usable) ?? usable[0] ?? outputs[0]) as TensorInfo;
}

/**
 * Finds the embedding of a model: what the last linear layer of a classifier is given, or the output of a model that is none.
 * @param graph with at least one output
 */
export function suggestOutput(graph: OnnxGraph): OutputSuggestion {
  const made = dataTensors(graph);
  const output = likeliestOutput(graph.outputs);
  const linear = EMBEDDING_NAME.test(output.name) ? null : lastLinear(output.name, made);
  const penultimate = linear === null ? null : givenTo(linear, made);

  const listed = new Set(graph.outputs.map(({ name }) => name));
  const infoOf = (name: string): TensorInfo => graph.values.get(name) ?? { name, type: 'unknown', shape: [] };
  // The picture itself in another form is no embedding of it.
  const names = [...made.keys()].filter((name) => !listed.has(name)).toReversed();
  const pooled = names.filter((name) => POOLED.has(made.get(name)?.op ?? ''));
  const likely = penultimate === null || listed.has(penultimate) ? pooled : [penultimate, ...pooled];
  const inner = [...new Set([...likely, ...names])].map(infoOf).filter(isNumbers).slice(0, MOST_INNER);

  if (penultimate === null) return { best: output, isInner: false, inner };
  return {
    best: graph.outputs.find(({ name }) => name === penultimate) ?? infoOf(penultimate),
    isInner: !listed.has(penultimate),
    inner,
  };
}
