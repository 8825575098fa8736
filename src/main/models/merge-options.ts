import type { ModelInput, ModelInspection, ModelManifest, ModelOutput, Preprocessing } from '../../shared/embedding.ts';
import type { AddModelRequest } from '../../shared/embedding-api.ts';
import { WinnowError } from '../../shared/errors.ts';
import { dimensionsOf } from '../../workers/embed/tensor-dimensions.ts';

/** What models trained on ImageNet cut off: 224 of 256 px. */
const CROP_SHARE = 224 / 256;

/**
 * The manifest that was suggested, with what was asked for instead. What depends on a change and is not asked for follows it.
 * @throws {WinnowError} bad_request where options contradict each other
 */
export function mergeOptions(inspection: ModelInspection, options: AddModelRequest): ModelManifest {
  const { suggested } = inspection;
  const input = inputOf(inspection, options);
  return {
    ...suggested,
    input,
    preprocessing: preprocessingOf(suggested, input, options.preprocessing ?? {}),
    output: options.output === undefined ? suggested.output : outputOf(inspection, options.output),
  };
}

function inputOf(
  { suggested: { input }, inputs }: ModelInspection,
  { input: size, layout = input.layout }: AddModelRequest,
): ModelInput {
  if (size === undefined && layout === input.layout) return input;
  const shape = inputs.find(({ name }) => name === input.name)?.shape ?? [];
  const [height, width] = layout === 'nchw' ? [shape[2], shape[3]] : [shape[1], shape[2]];
  return {
    ...input,
    layout,
    width: size?.width ?? (typeof width === 'number' ? width : input.width),
    height: size?.height ?? (typeof height === 'number' ? height : input.height),
  };
}

function preprocessingOf(
  { input: before, preprocessing: suggested }: ModelManifest,
  input: ModelInput,
  asked: NonNullable<AddModelRequest['preprocessing']>,
): Preprocessing {
  const isCover = asked.resize === 'cover';
  const resize = asked.resize === 'cover' ? 'center-crop' : (asked.resize ?? suggested.resize);
  const color = asked.color ?? suggested.color;
  const channels = color === 'grey' ? 1 : 3;
  const range = asked.range ?? suggested.range;
  // Mean and deviation are in units of the range: with another one, values are taken as they are.
  const [mean, std] = range === suggested.range ? [suggested.mean, suggested.std] : [[0], [1]];
  const shortSide = Math.min(input.width, input.height);
  const isSame = !isCover && resize === suggested.resize && shortSide === Math.min(before.width, before.height);
  const isWhole = isCover || resize === 'fill';
  const resizeTo = asked.resizeTo ?? (isSame ? suggested.resizeTo : isWhole ? shortSide : Math.round(shortSide / CROP_SHARE));
  if (resize === 'center-crop' && resizeTo < shortSide) {
    throw new WinnowError(
      'bad_request',
      `A picture made ${resizeTo} px wide has no middle of ${shortSide} px. Resize to ${shortSide} or more.`,
    );
  }
  return {
    resize,
    resizeTo,
    kernel: asked.kernel ?? suggested.kernel,
    color,
    range,
    mean: perChannel('mean', asked.mean ?? mean, channels, asked.mean !== undefined),
    std: perChannel('std', asked.std ?? std, channels, asked.std !== undefined),
  };
}

/** One number stands for all channels; three that nobody asked for become their average where there is one channel. */
function perChannel(what: string, values: readonly number[], channels: number, isAsked: boolean): readonly number[] {
  if (values.length === channels) return values;
  if (values.length === 1) return Array.from({ length: channels }, () => values[0] ?? 0);
  if (channels === 1 && !isAsked) return [values.reduce((sum, value) => sum + value, 0) / values.length];
  throw new WinnowError(
    'bad_request',
    `"${what}" has ${values.length} numbers; expected ${channels}, one a channel, or one for all.`,
  );
}

function outputOf({ outputs, inner }: ModelInspection, name: string): ModelOutput {
  const output = outputs.find((tensor) => tensor.name === name);
  if (output !== undefined) return { name, isInner: false, dimensions: dimensionsOf(output) };
  // Only the likeliest inner tensors are listed; whether there is another of that name is found when it is tried.
  const tensor = inner.find((one) => one.name === name);
  return { name, isInner: true, dimensions: tensor === undefined ? null : dimensionsOf(tensor) };
}
