import { createGraph, type Graph } from './onnx-writer.ts';
import { DIMENSIONS, OPPONENT, SETTINGS } from './settings.ts';

const { side, cells, orientations } = SETTINGS;
const COLOURS = 3;
const WHITE = 255;
/** Of ONNX's kinds of numbers. */
const FLOAT = 1;

const repeat = (values: readonly number[], times: number): number[] => Array.from({ length: times }, () => values).flat();

/** Right less left and below less above of each colour, edges repeated: two tensors n × 3 × side × side. */
function slopes(graph: Graph, colours: string): readonly [string, string] {
  const padded = graph.add('Pad', [colours, graph.integers([0, 0, 1, 1, 0, 0, 1, 1])], { mode: 'edge' });
  const filter = (kernel: readonly number[]): string =>
    graph.add('Conv', [padded, graph.floats(repeat(kernel, COLOURS), [COLOURS, 1, 3, 3])], { group: COLOURS });
  return [filter([0, 0, 0, -1, 0, 1, 0, 0, 0]), filter([0, -1, 0, 0, 0, 0, 0, 1, 0])];
}

/**
 * The slope of the colour that changes most, and its steepness: n × 2 × side × side and n × 1 × side × side. Whole numbers until
 * it is chosen, so that of equal ones it is the first on every processor.
 */
function steepest(graph: Graph, [x, y]: readonly [string, string]): readonly [string, string] {
  const energy = graph.add('Add', [graph.add('Mul', [x, x]), graph.add('Mul', [y, y])]);
  const colour = graph.add('ArgMax', [energy], { axis: 1, keepdims: 1 });
  const white = graph.floats([WHITE]);
  const of = (tensor: string): string => graph.add('Div', [graph.add('GatherElements', [tensor, colour], { axis: 1 }), white]);
  const most = graph.add('Div', [graph.add('ReduceMax', [energy], { axes: [1], keepdims: 1 }), graph.floats([WHITE ** 2])]);
  const steepness = graph.add('Sqrt', [graph.add('Add', [most, graph.floats([SETTINGS.tiny])])]);
  return [graph.add('Concat', [of(x), of(y)], { axis: 1 }), steepness];
}

/**
 * Steepness by orientation, n × orientations × side × side: what of a slope points a bin's way, less what would point the
 * next bin's. So a slope between two bins counts for both, and none needs its angle.
 */
function byOrientation(graph: Graph, slope: string, steepness: string): string {
  const step = Math.PI / orientations;
  const directions = Array.from({ length: orientations }, (_, bin) => [Math.cos(bin * step), Math.sin(bin * step)]).flat();
  const along = graph.add('Abs', [graph.add('Conv', [slope, graph.floats(directions, [orientations, 2, 1, 1])])]);
  const neighbour = Math.cos(step);
  const beyond = graph.add('Sub', [along, graph.add('Mul', [steepness, graph.floats([neighbour])])]);
  return graph.add('Div', [graph.add('Relu', [beyond]), graph.floats([1 - neighbour])]);
}

const sumOver = (graph: Graph, tensor: string, size: number): string => {
  const mean = graph.add('AveragePool', [tensor], { kernel_shape: [size, size], strides: [size, size] });
  return graph.add('Mul', [mean, graph.floats([size * size])]);
};

/** Roots of sums by cell, divided by the energy of the 3 × 3 cells around, to length 1. */
function gradients(graph: Graph, colours: string): string {
  const [slope, steepness] = steepest(graph, slopes(graph, colours));
  const sums = graph.add('Sqrt', [sumOver(graph, byOrientation(graph, slope, steepness), side / cells)]);
  const energy = graph.add('ReduceSumSquare', [sums], { axes: [1], keepdims: 1 });
  const around = graph.add('Conv', [energy, graph.floats(repeat([1], 9), [1, 1, 3, 3])], { pads: [1, 1, 1, 1] });
  const divisor = graph.add('Sqrt', [graph.add('Add', [around, graph.floats([SETTINGS.cellFloor])])]);
  const flat = graph.add('Flatten', [graph.add('Div', [sums, divisor])]);
  const length = graph.add('ReduceL2', [flat], { axes: [1], keepdims: 1 });
  return graph.add('Div', [flat, graph.add('Add', [length, graph.floats([SETTINGS.tiny])])]);
}

function layout(graph: Graph, opponent: string): string {
  const size = side / SETTINGS.layout;
  const coarse = graph.add('AveragePool', [opponent], { kernel_shape: [size, size], strides: [size, size] });
  return graph.add('Mul', [graph.add('Flatten', [coarse]), graph.floats([SETTINGS.layoutWeight])]);
}

/** How near each pixel is to the middle of each bin, 1 at it and 0 at the next: n × bins × pixels. */
function membership(graph: Graph, opponent: string, channel: number, low: number, high: number, bins: number): string {
  const values = graph.add('Gather', [opponent, graph.integers([channel])], { axis: 1 });
  const clipped = graph.add('Clip', [values, graph.floats([low]), graph.floats([high])]);
  const step = (high - low) / (bins - 1);
  const middles = graph.floats(
    Array.from({ length: bins }, (_, bin) => low + bin * step),
    [1, bins, 1],
  );
  const pixels = graph.add('Reshape', [clipped, graph.integers([0, 1, side * side])]);
  const distance = graph.add('Abs', [graph.add('Sub', [pixels, middles])]);
  const far = graph.add('Mul', [distance, graph.floats([1 / step])]);
  return graph.add('Relu', [graph.add('Sub', [graph.floats([1]), far])]);
}

/** Roots of the shares of pixels by brightness and two colour differences. */
function colourHistogram(graph: Graph, opponent: string): string {
  const { brightnessBins, colourBins, colourReach, histogramWeight } = SETTINGS;
  const pixels = side * side;
  const bright = membership(graph, opponent, 0, 0, 1, brightnessBins);
  const red = membership(graph, opponent, 1, -colourReach, colourReach, colourBins);
  const yellow = membership(graph, opponent, 2, -colourReach, colourReach, colourBins);
  const spread = (tensor: string, shape: readonly number[]): string => graph.add('Reshape', [tensor, graph.integers(shape)]);
  const pairs = graph.add('Mul', [spread(bright, [0, brightnessBins, 1, pixels]), spread(red, [0, 1, colourBins, pixels])]);
  const rows = spread(pairs, [0, brightnessBins * colourBins, pixels]);
  const counts = graph.add('MatMul', [rows, graph.add('Transpose', [yellow], { perm: [0, 2, 1] })]);
  const shares = graph.add('Mul', [graph.add('Flatten', [counts]), graph.floats([1 / pixels])]);
  return graph.add('Mul', [graph.add('Sqrt', [shares]), graph.floats([histogramWeight])]);
}

/** The built-in model, as the bytes of its file: the same on every run. */
export function gradientHistogramModel(): Uint8Array {
  const graph = createGraph(
    'gradient-histogram',
    [{ name: 'pixels', type: 'uint8', shape: ['n', side, side, COLOURS] }],
    [{ name: 'embedding', type: 'float32', shape: ['n', DIMENSIONS] }],
  );
  const floats = graph.add('Cast', ['pixels'], { to: FLOAT });
  const colours = graph.add('Transpose', [floats], { perm: [0, 3, 1, 2] });
  const shares = graph.add('Div', [colours, graph.floats([WHITE])]);
  const opponent = graph.add('Conv', [shares, graph.floats(OPPONENT.flat(), [COLOURS, COLOURS, 1, 1])]);
  const parts = [gradients(graph, colours), layout(graph, opponent), colourHistogram(graph, opponent)];
  graph.add('Concat', parts, { axis: 1 }, 'embedding');
  return graph.toBytes();
}
