import { basename, extname } from 'node:path';
import type { ModelInput, ModelLayout, ModelManifest, Preprocessing, TensorInfo, WeightsFile } from '../../shared/embedding.ts';
import { IMAGENET_PREPROCESSING, KNOWN_MODELS } from './known-models.ts';

/** Where a model takes any size. */
const USUAL_SIDE = 224;
/** Of a crop to the side before it, as ImageNet is prepared: 224 of 256. */
const CROPPED = 224 / 256;
/** Smaller inputs are of pictures that are small themselves, such as digits: nothing of them is cut off. */
const SMALLEST_CROPPED = 96;

const isChannels = (size: number | string | undefined): boolean => size === 1 || size === 3;
const fixed = (size: number | string | undefined): number | null => (typeof size === 'number' ? size : null);

export interface FileFacts {
  readonly file: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly weights: readonly WeightsFile[];
}

/** @param tensor of four dimensions */
function inputOf({ name, type, shape }: TensorInfo): { readonly input: ModelInput; readonly channels: 1 | 3 } {
  const layout: ModelLayout = !isChannels(shape[1]) && isChannels(shape[3]) ? 'nhwc' : 'nchw';
  const [channels, height, width] = layout === 'nchw' ? [shape[1], shape[2], shape[3]] : [shape[3], shape[1], shape[2]];
  const input: ModelInput = {
    name,
    layout,
    type: type === 'uint8' ? 'uint8' : 'float32',
    width: fixed(width) ?? fixed(height) ?? USUAL_SIDE,
    height: fixed(height) ?? fixed(width) ?? USUAL_SIDE,
    batch: fixed(shape[0]),
  };
  return { input, channels: channels === 1 ? 1 : 3 };
}

/** Most models in NCHW were trained in PyTorch on ImageNet's mean and std, most in NHWC in TensorFlow on -1 to 1. */
function preprocessingOf({ layout, type, width, height }: ModelInput, channels: 1 | 3): Preprocessing {
  const side = Math.min(width, height);
  const isCropped = width === height && side >= SMALLEST_CROPPED;
  const plain = (value: number): readonly number[] => Array.from({ length: channels }, () => value);
  const size = {
    resize: isCropped ? 'center-crop' : 'fill',
    resizeTo: isCropped ? Math.round(side / CROPPED) : side,
    kernel: 'cubic',
    color: channels === 1 ? 'grey' : 'rgb',
  } as const;
  if (type === 'uint8') return { ...size, range: 255, mean: plain(0), std: plain(1) };
  if (channels === 1 || side < SMALLEST_CROPPED) return { ...size, range: 1, mean: plain(0), std: plain(1) };
  if (layout === 'nhwc') return { ...size, range: 1, mean: plain(0.5), std: plain(0.5) };
  return { ...IMAGENET_PREPROCESSING, ...size };
}

const titleOf = (file: string): string => basename(file).replace(/\.onnx$/i, '');

const LONGEST_NAME = 48;

/** A file's name as a model's: small letters, digits, ".", "_" and "-". */
export function nameOf(file: string): string {
  const name = basename(file, extname(file))
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/^[^a-z0-9]+|[^a-z0-9]+$/g, '')
    .slice(0, LONGEST_NAME);
  return name === '' ? 'model' : name;
}

/** The best guess at how a model wants its pictures; what is known by the file's sha256 is no guess. */
export function suggestManifest(facts: FileFacts, tensor: TensorInfo, output: ModelManifest['output']): ModelManifest {
  const { input, channels } = inputOf(tensor);
  return {
    name: nameOf(facts.file),
    title: titleOf(facts.file),
    preprocessing: preprocessingOf(input, channels),
    output,
    licence: null,
    source: null,
    ...KNOWN_MODELS.get(facts.sha256),
    input,
    projection: 'centred',
    sha256: facts.sha256,
    sizeBytes: facts.sizeBytes,
    ...(facts.weights.length > 0 ? { weights: facts.weights } : {}),
  };
}
