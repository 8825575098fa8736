import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ModelManifest } from '../../shared/embedding.ts';
import type { AddModelRequest } from '../../shared/embedding-api.ts';
import { wholeNumber } from './option-values.ts';

type Preprocessing = NonNullable<AddModelRequest['preprocessing']>;

/** As commander gives them. */
export interface ModelOptions {
  readonly size?: { readonly width: number; readonly height: number };
  readonly layout?: 'nchw' | 'nhwc';
  readonly resize?: Preprocessing['resize'];
  readonly resizeTo?: number;
  readonly kernel?: Preprocessing['kernel'];
  readonly color?: Preprocessing['color'];
  readonly range?: '0-1' | '0-255';
  readonly mean?: readonly number[];
  readonly std?: readonly number[];
  readonly output?: string;
}

/** How a model wants its pictures, where it is not what `models inspect` prints. */
export function addModelOptions(command: Command, output = 'the output or inner tensor that is the embedding'): Command {
  return command
    .option('--size <px>', 'of the input, 224 or 320x240', pixels)
    .addOption(new Option('--layout <layout>', 'of the input').choices(['nchw', 'nhwc']))
    .addOption(
      new Option('--resize <rule>', 'the middle of it, as much as fits, or all of it squeezed').choices([
        'center-crop',
        'cover',
        'fill',
      ]),
    )
    .option('--resize-to <px>', 'short side before the middle is cut out', wholeNumber)
    .addOption(new Option('--kernel <kernel>', 'of the resize').choices(['cubic', 'linear', 'lanczos3']))
    .addOption(new Option('--color <order>', 'of the channels').choices(['rgb', 'bgr', 'grey']))
    .addOption(new Option('--range <range>', 'of values before mean and std').choices(['0-1', '0-255']))
    .option('--mean <a,b,c>', 'taken away, per channel', numbers)
    .option('--std <a,b,c>', 'divided by, per channel', numbers)
    .option('--output <tensor>', output);
}

/** @returns the part of the door's request that the options are */
export function modelRequest(options: ModelOptions): Omit<AddModelRequest, 'file' | 'name'> {
  const { size, layout, output, resize, resizeTo, kernel, color, range, mean, std } = options;
  const preprocessing = {
    ...(resize && { resize }),
    ...(resizeTo !== undefined && { resizeTo }),
    ...(kernel && { kernel }),
    ...(color && { color }),
    ...(range && { range: range === '0-1' ? (1 as const) : (255 as const) }),
    ...(mean && { mean: [...mean] }),
    ...(std && { std: [...std] }),
  };
  return {
    ...(size && { input: size }),
    ...(layout && { layout }),
    ...(output !== undefined && { output }),
    ...(Object.keys(preprocessing).length > 0 && { preprocessing }),
  };
}

/** A manifest as the options that ask for it. */
export function describeOptions({ input, preprocessing, output }: ModelManifest): string {
  const { resize, resizeTo, kernel, color, range, mean, std } = preprocessing;
  const size = input.width === input.height ? `${input.width}` : `${input.width}x${input.height}`;
  const rule = resize === 'center-crop' ? `${resize} --resize-to ${resizeTo}` : resize;
  const values = `--range 0-${range} --mean ${mean.join(',')} --std ${std.join(',')}`;
  return `--size ${size} --layout ${input.layout} --resize ${rule} --kernel ${kernel} --color ${color} ${values} --output ${quoted(output.name)}`;
}

/** For a shell, where it would not be one word. */
function quoted(name: string): string {
  return /^[\w./:-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`;
}

function pixels(text: string): { readonly width: number; readonly height: number } {
  const match = /^(\d+)(?:x(\d+))?$/.exec(text);
  if (match === null) throw new InvalidArgumentError('Expected a width in px, or WIDTHxHEIGHT.');
  return { width: Number(match[1]), height: Number(match[2] ?? match[1]) };
}

function numbers(text: string): readonly number[] {
  const values = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (!values.every(Number.isFinite)) throw new InvalidArgumentError('Expected numbers with commas between them.');
  return values;
}
