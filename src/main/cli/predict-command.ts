import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Job } from '../../shared/job.ts';
import type {
  ClassNamesFrom,
  OutOfFoldRequest,
  OutOfFoldSummary,
  PredictRequest,
  PredictSummary,
} from '../../shared/prediction-api.ts';
import type { CliContext } from './cli-context.ts';
import { followJob } from './follow-job.ts';
import { addModelOptions, describeOptions, type ModelOptions, modelRequest } from './model-options.ts';
import { wholeNumber } from './option-values.ts';
import { type OpenedDataset, withDataset } from './with-dataset.ts';

interface PredictOptions extends ModelOptions {
  readonly model?: string;
  readonly classes?: string;
  readonly name?: string;
  readonly fromLabels?: boolean;
  readonly folds?: number;
  readonly seed?: number;
  readonly json?: boolean;
}

const OF_MODELS = [
  'model',
  'classes',
  'size',
  'layout',
  'resize',
  'resizeTo',
  'kernel',
  'color',
  'range',
  'mean',
  'std',
  'output',
];
const OF_LABELS = ['folds', 'seed'];

/** `winnow predict` */
export function addPredictCommand(program: Command, context: CliContext): void {
  const command = program
    .command('predict')
    .description('make predictions: have a classifier look at a dataset, or predict each label from those of other samples')
    .argument('<folder>', 'the dataset')
    .option('--model <name|file>', 'a classifier: an ONNX file, or one of "winnow models"')
    .option('--classes <file>', 'names of its classes, one a line, in its order')
    .option('--from-labels', "out-of-fold regression on the active model's embeddings")
    .option('--folds <n>', 'parts of which each is predicted by the others (default: 5)', wholeNumber)
    .option('--seed <n>', 'of the parts (default: 0)', wholeNumber)
    .option('--name <run>', 'of the predictions (default: after the model)');
  addModelOptions(command, 'the output that has a number for each class')
    .option('--json', 'print the summary as JSON')
    .action(async (folder: string, options: PredictOptions) => {
      const problem = problemOf(options);
      if (problem !== null) command.error(`error: ${problem}`);
      await withDataset(folder, context, { access: 'write' }, (opened) =>
        options.model === undefined
          ? predictFromLabels(opened, options, context)
          : predictWithModel(opened, options.model, options, context),
      );
    });
}

function problemOf(options: PredictOptions): string | null {
  const isFromLabels = options.fromLabels === true;
  if (isFromLabels === (options.model !== undefined)) {
    return `expected either --model or --from-labels; found ${isFromLabels ? 'both' : 'neither'}`;
  }
  const given = new Set(Object.keys(options));
  const wrong = (isFromLabels ? OF_MODELS : OF_LABELS).find((name) => given.has(name));
  if (wrong === undefined) return null;
  const option = wrong.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return `--${option} says nothing with ${isFromLabels ? '--from-labels' : '--model'}`;
}

async function predictFromLabels(
  { client, route }: OpenedDataset,
  { folds, seed, name, json }: PredictOptions,
  context: CliContext,
): Promise<void> {
  const body: OutOfFoldRequest = {
    ...(folds !== undefined && { folds }),
    ...(seed !== undefined && { seed }),
    ...(name !== undefined && { name }),
  };
  const { result, message } = await followJob(client, await client.post<Job>(`${route}/out-of-fold`, body), context);
  const summary = result as OutOfFoldSummary;
  const { run, samples, labelled, classes, seconds } = summary;
  const text = [
    `${run}: ${samples} samples, ${labelled} of them labelled, ${classes} classes`,
    message ?? '',
    `${seconds.toFixed(1)} s`,
  ];
  await context.out.write(json === true ? `${JSON.stringify(summary)}\n` : `${text.join('\n')}\n`);
}

async function predictWithModel(
  { client, route }: OpenedDataset,
  model: string,
  options: PredictOptions,
  context: CliContext,
): Promise<void> {
  const { classes, name } = options;
  const body: PredictRequest = {
    // The engine may be another process, in another folder.
    model: /[/\\]|\.onnx$/i.test(model) ? resolve(model) : model,
    ...(classes !== undefined && { classesFile: resolve(classes) }),
    ...(name !== undefined && { name }),
    ...modelRequest(options),
  };
  const { result } = await followJob(client, await client.post<Job>(`${route}/predict`, body), context);
  const summary = result as PredictSummary;
  for (const { path, reason } of summary.failures) await context.err.write(`${path}: ${reason}\n`);
  if (!summary.isKnown) await context.err.write(`The model is run with ${describeOptions(summary.model)}\n`);
  const notice = NOTICES[summary.classNamesFrom];
  if (notice !== null) await context.err.write(`${notice}\n`);
  await context.out.write(options.json === true ? `${JSON.stringify(summary)}\n` : describePredictions(summary));
}

const NOTICES: Readonly<Record<ClassNamesFrom, string | null>> = {
  file: null,
  model: null,
  dataset: "Names of classes are the dataset's, in alphabetical order; --classes FILE names others",
  numbers: 'Nothing says what the classes are called: they have numbers; --classes FILE names them',
};

function describePredictions(summary: PredictSummary): string {
  const { run, samples, resumed, failed, unreachable, classes, seconds, imagesPerSecond } = summary;
  const kept = resumed === 0 ? '' : ` (${resumed} from before)`;
  return [
    `${run}: ${samples} samples${kept}, ${classes} classes, ${failed} failed, ${unreachable} out of reach`,
    `${seconds.toFixed(1)} s, ${Math.round(imagesPerSecond)} images/s`,
  ]
    .map((line) => `${line}\n`)
    .join('');
}
