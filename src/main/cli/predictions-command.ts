import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { WinnowError } from '../../shared/errors.ts';
import type { Job } from '../../shared/job.ts';
import type { PredictionRun, PredictionState } from '../../shared/prediction.ts';
import type {
  ImportPredictionsRequest,
  ImportSummary,
  PredictionFileRequest,
  PreviewAnswer,
} from '../../shared/prediction-api.ts';
import type { CliContext } from './cli-context.ts';
import { describeCounts } from './describe-counts.ts';
import { findRun } from './find-run.ts';
import { followJob } from './follow-job.ts';
import { type OpenedDataset, withDataset } from './with-dataset.ts';

interface PredictionsOptions {
  readonly name?: string;
  readonly paths?: string;
  readonly classes?: string;
  readonly array?: string;
  readonly annotations?: string;
  readonly preview?: boolean;
  readonly activate?: boolean;
  readonly remove?: boolean;
  readonly json?: boolean;
}

/** `winnow predictions` */
export function addPredictionsCommand(program: Command, context: CliContext): void {
  program
    .command('predictions')
    .description('import what a model predicted as a run, or list, choose and remove runs')
    .argument('<folder>', 'the dataset')
    .argument('[file]', 'CSV, JSONL, JSON, Parquet, NPY or NPZ of classes, or COCO results of boxes; absent: list the runs')
    .option('--name <run>', 'what to call the run (default: the name of the file), or which run is meant')
    .option('--paths <file>', 'of an array: the path of each row, one a line')
    .option('--classes <file>', 'names of the classes, in the order of the numbers, one a line')
    .option('--array <name>', 'of an NPZ: which array')
    .option(
      '--annotations <file>',
      'of COCO results: the annotations that number images and categories (default: those of the dataset)',
    )
    .addOption(new Option('--preview', 'only say how the file would be read').conflicts(['activate', 'remove']))
    .addOption(new Option('--activate', 'have queries see this run where they name none').conflicts('remove'))
    .option('--remove', 'forget the run')
    .option('--json', 'print JSON')
    .action((folder: string, file: string | undefined, options: PredictionsOptions) =>
      predictions(folder, file ?? null, options, context),
    );
}

async function predictions(folder: string, file: string | null, options: PredictionsOptions, context: CliContext): Promise<void> {
  const isReading = options.preview === true || (file === null && options.activate !== true && options.remove !== true);
  await withDataset(folder, context, { access: isReading ? 'read' : 'write' }, async (opened) => {
    if (options.remove === true) return removeRun(opened, file, options, context);
    if (file === null) return options.activate === true ? activate(opened, options, context) : list(opened, options, context);
    if (options.preview === true) return preview(opened, file, options, context);
    const summary = await importFile(opened, file, options, context);
    if (options.activate === true) {
      await opened.client.post<PredictionState>(`${opened.route}/predictions/active`, { runId: summary.runId });
    }
    await context.out.write(options.json ? `${JSON.stringify(summary)}\n` : describeImport(summary));
  });
}

async function importFile(
  { client, route }: OpenedDataset,
  file: string,
  options: PredictionsOptions,
  context: CliContext,
): Promise<ImportSummary> {
  const { name } = options;
  const body: ImportPredictionsRequest = { ...requestOf(file, options), ...(name === undefined ? {} : { name }) };
  const { result } = await followJob(client, await client.post<Job>(`${route}/predictions`, body), context);
  return result as ImportSummary;
}

async function preview(
  { client, route }: OpenedDataset,
  file: string,
  options: PredictionsOptions,
  context: CliContext,
): Promise<void> {
  const found = await client.post<PreviewAnswer>(`${route}/predictions/preview`, requestOf(file, options));
  await context.out.write(options.json ? `${JSON.stringify(found)}\n` : describePreview(found));
}

/** The engine may be another process, in another folder. */
function requestOf(file: string, { paths, classes, array, annotations }: PredictionsOptions): PredictionFileRequest {
  return {
    file: resolve(file),
    ...(paths === undefined ? {} : { pathsFile: resolve(paths) }),
    ...(classes === undefined ? {} : { classesFile: resolve(classes) }),
    ...(annotations === undefined ? {} : { annotationsFile: resolve(annotations) }),
    ...(array === undefined ? {} : { array }),
  };
}

async function activate(opened: OpenedDataset, options: PredictionsOptions, context: CliContext): Promise<void> {
  const run = await runNamed(opened, options);
  const state = await opened.client.post<PredictionState>(`${opened.route}/predictions/active`, { runId: run.id });
  await writeState(state, options, context);
}

async function removeRun(
  opened: OpenedDataset,
  file: string | null,
  options: PredictionsOptions,
  context: CliContext,
): Promise<void> {
  if (file !== null) throw new WinnowError('bad_request', `Name the run with --name; "${file}" is taken for a file to import.`);
  const run = await runNamed(opened, options);
  await writeState(await opened.client.delete<PredictionState>(`${opened.route}/predictions/${run.id}`), options, context);
}

async function list({ client, route }: OpenedDataset, options: PredictionsOptions, context: CliContext): Promise<void> {
  await writeState(await client.get<PredictionState>(`${route}/predictions`), options, context);
}

async function runNamed({ client, route }: OpenedDataset, { name }: PredictionsOptions): Promise<PredictionRun> {
  const state = await client.get<PredictionState>(`${route}/predictions`);
  if (name !== undefined) return findRun(state, name);
  const names = state.runs.map((run) => run.name).join(', ');
  throw new WinnowError('bad_request', `Say which run, with --name. Runs: ${names === '' ? 'none' : names}.`);
}

async function writeState({ runs }: PredictionState, { json }: PredictionsOptions, context: CliContext): Promise<void> {
  if (json === true) return context.out.write(`${JSON.stringify(runs)}\n`);
  await context.out.write(runs.length === 0 ? 'There are no predictions.\n' : runs.map(describeRun).join(''));
}

function describeRun({
  name,
  isActive,
  isLost,
  isOutOfDate,
  samples,
  classes,
  hasProbabilities,
  boxes,
  origin,
}: PredictionRun): string {
  const notes = [
    isActive ? ' (active)' : '',
    isLost ? ' (files lost)' : '',
    isOutOfDate ? ' (out of date: pictures or labels changed since)' : '',
  ];
  const what = boxes !== null ? `${boxes} boxes` : hasProbabilities ? 'probabilities' : 'classes only';
  return `${name}${notes.join('')}: ${samples} samples, ${classes.length} classes, ${what}, from ${origin}\n`;
}

/** What was imported, for a person. */
function describeImport(summary: ImportSummary): string {
  const { run, samples, classes, hasProbabilities, boxes, unpredicted, seconds } = summary;
  const what = boxes !== null ? `${boxes} boxes` : hasProbabilities ? 'with probabilities' : 'without probabilities';
  return [
    `${run}: ${samples} samples of ${classes.length} classes, ${what}; ${unpredicted} samples without a prediction`,
    ...describeCounts(summary),
    `${seconds.toFixed(1)} s`,
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function describePreview({ format, columns, needs, counts, classes, boxes }: PreviewAnswer): string {
  const lines = [
    `${format}${boxes === null ? '' : `, ${boxes} boxes`}${classes.length === 0 ? '' : `, ${classes.length} classes`}`,
    ...columns.map(
      ({ name, role, examples }) => `  ${name}: ${role}${examples.length === 0 ? '' : `, as in ${examples.join(', ')}`}`,
    ),
    ...(counts === null ? [`needed first: ${needs.join(', ')}`] : [`${counts.samples} samples`, ...describeCounts(counts)]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
