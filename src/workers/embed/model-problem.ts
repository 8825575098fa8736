import type { TensorInfo } from '../../shared/embedding.ts';
import type { OnnxGraph } from './onnx-graph.ts';

/** Whose operations ONNX Runtime brings. */
const KNOWN_DOMAINS = new Set(['', 'ai.onnx', 'ai.onnx.ml', 'com.microsoft', 'com.microsoft.nchwc', 'com.ms.internal.nhwc']);
const INPUT_TYPES = new Set(['float32', 'uint8']);
const PICTURE_RANK = 4;
const LONGEST_LIST = 4;

export const shapeText = (shape: TensorInfo['shape']): string => `[${shape.join(', ')}]`;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, LONGEST_LIST).join(', ');
  return names.length > LONGEST_LIST ? `${shown} and ${names.length - LONGEST_LIST} more` : shown;
}

function customOps({ nodes, functionDomains }: OnnxGraph): string | null {
  const custom = nodes.filter(({ domain }) => !KNOWN_DOMAINS.has(domain) && !functionDomains.has(domain));
  const names = [...new Set(custom.map(({ op, domain }) => `${op} (${domain})`))];
  return names.length === 0 ? null : `it needs operations that ONNX Runtime does not bring: ${listed(names)}`;
}

/** @returns why a tensor cannot take pictures, in words for a person; null where it can */
export function inputProblem({ name, type, shape }: TensorInfo): string | null {
  const what = `its input "${name}" is ${type} ${shapeText(shape)}`;
  if (shape.length !== PICTURE_RANK) {
    return `${what}: ${shape.length} dimensions, where a model of pictures has 4 (batch, channels, height, width)`;
  }
  if (!INPUT_TYPES.has(type)) return `${what}: its type should be float32 or uint8`;
  if (shape.includes(0)) return `${what}: one of its sizes is 0`;
  const isColour = (size: number | string | undefined): boolean => size === 1 || size === 3 || typeof size === 'string';
  if (!isColour(shape[1]) && !isColour(shape[3]))
    return `${what}: neither its second nor its last size is 3 (colour) or 1 (grey)`;
  return null;
}

/** What is wrong with the model as far as its file tells, in words for a person; null: nothing. */
export function modelProblem(graph: OnnxGraph): string | null {
  const custom = customOps(graph);
  if (custom !== null) return custom;
  const [input, ...others] = graph.inputs;
  if (input === undefined) return 'it has no input';
  if (others.length > 0) {
    return `it has ${graph.inputs.length} inputs (${listed(graph.inputs.map(({ name }) => name))}), where a model of pictures has one`;
  }
  if (graph.outputs.length === 0) return 'it has no output';
  return inputProblem(input);
}
