import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { DatasetModel, EmbeddingState, EmbedSummary, MapInfo } from '../../shared/embedding.ts';
import type { EmbedRequest } from '../../shared/embedding-api.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { Job } from '../../shared/job.ts';
import type { CliContext } from './cli-context.ts';
import { followJob } from './follow-job.ts';
import { followOthers } from './follow-others.ts';
import { type OpenedDataset, withDataset } from './with-dataset.ts';

interface EmbedOptions {
  readonly model?: string;
  readonly map: boolean;
  readonly activate?: boolean;
  readonly remove?: boolean;
  readonly json?: boolean;
}

/** `winnow embed` */
export function addEmbedCommand(program: Command, context: CliContext): void {
  program
    .command('embed')
    .description('have a model look at a dataset: vectors, neighbours, scores, map; what it has seen is not embedded again')
    .argument('<folder>', 'the dataset')
    .option('--model <name|file>', 'one of "winnow models", or an ONNX file (default: the active one, else the built-in one)')
    .option('--no-map', 'lay out no map')
    .addOption(new Option('--activate', 'only have queries see what this model gave').conflicts('remove'))
    .option('--remove', 'forget what this model gave for the dataset; the model itself stays')
    .option('--json', 'print the summary as JSON')
    .action((folder: string, options: EmbedOptions) => embedFolder(folder, options, context));
}

async function embedFolder(folder: string, options: EmbedOptions, context: CliContext): Promise<void> {
  await withDataset(folder, context, { access: 'write' }, async (opened) => {
    if (options.remove === true) return removeModel(opened, options, context);
    if (options.activate === true) return activateModel(opened, options, context);
    return embed(opened, options, context);
  });
}

async function embed({ client, route, info }: OpenedDataset, options: EmbedOptions, context: CliContext): Promise<void> {
  const model = options.model === undefined ? {} : { model: nameOrFile(options.model) };
  const body: EmbedRequest = { ...model, map: options.map };
  const { result } = await followJob(client, await client.post<Job>(`${route}/embed`, body), context);
  const summary = result as EmbedSummary;
  const isWell = await followOthers(client, info.id, context);
  if (!isWell) context.setStatus(1);
  for (const { path, reason } of summary.failures) await context.err.write(`${path}: ${reason}\n`);
  const { models } = await client.get<EmbeddingState>(`${route}/embeddings`);
  const map = models.find(({ id }) => id === summary.modelId)?.map ?? null;
  await context.out.write(options.json ? `${JSON.stringify({ ...summary, map })}\n` : describeEmbedding(summary, map));
}

/** What was embedded, for a person. */
export function describeEmbedding(summary: EmbedSummary, map: MapInfo | null): string {
  const { title, embedded, failed, unreachable, unchanged, dimensions, neighbours, pairsLeft, seconds, imagesPerSecond } =
    summary;
  const counts = [`${embedded} embedded`, `${failed} failed`, `${unreachable} out of reach`, `${unchanged} unchanged`];
  const recall = neighbours?.isExact === true ? 'exact' : `recall ${neighbours?.recall.toFixed(3)}`;
  return [
    `${title}${dimensions === null ? '' : `, ${dimensions} numbers a picture`}: ${counts.join(', ')}`,
    neighbours === null ? null : `${neighbours.k} neighbours each, ${recall}`,
    map === null ? null : `${map.points} points on the map`,
    pairsLeft === 0 ? null : `${pairsLeft} close pairs are left for the next time`,
    `${seconds.toFixed(1)} s${embedded === 0 ? '' : `, ${Math.round(imagesPerSecond)} images/s`}`,
  ]
    .filter((line) => line !== null)
    .map((line) => `${line}\n`)
    .join('');
}

async function activateModel({ client, route }: OpenedDataset, options: EmbedOptions, context: CliContext): Promise<void> {
  const found = await modelsNamed({ client, route }, options);
  const modelId = found.at(-1)?.id;
  const state = await client.post<EmbeddingState>(`${route}/embeddings/active`, { modelId });
  await writeState(state, options, context);
}

async function removeModel({ client, route }: OpenedDataset, options: EmbedOptions, context: CliContext): Promise<void> {
  const found = await modelsNamed({ client, route }, options);
  for (const { id } of found) await client.delete(`${route}/embeddings/${id}`);
  await writeState(await client.get<EmbeddingState>(`${route}/embeddings`), options, context);
}

/** What the dataset has of the model that is named, oldest first: one whose file changed is there twice. */
async function modelsNamed(
  { client, route }: Pick<OpenedDataset, 'client' | 'route'>,
  { model }: EmbedOptions,
): Promise<readonly DatasetModel[]> {
  const { models } = await client.get<EmbeddingState>(`${route}/embeddings`);
  const found = models.filter(({ name }) => name === model);
  if (found.length > 0) return found;
  const names = models.map(({ name }) => name).join(', ');
  const present = names === '' ? 'It has none of any model.' : `It has those of: ${names}.`;
  const what = model === undefined ? 'Say of which model, with --model.' : `This dataset has no vectors of "${model}".`;
  throw new WinnowError(model === undefined ? 'bad_request' : 'not_found', `${what} ${present}`);
}

async function writeState({ models }: EmbeddingState, { json }: EmbedOptions, context: CliContext): Promise<void> {
  if (json === true) return context.out.write(`${JSON.stringify(models)}\n`);
  const lines = models.map(
    ({ name, embedded, failed, waiting, isActive }) =>
      `${name}${isActive ? ' (active)' : ''}: ${embedded} embedded, ${failed} failed, ${waiting} waiting\n`,
  );
  await context.out.write(lines.length === 0 ? 'No model has seen this dataset.\n' : lines.join(''));
}

/** The engine may be another process, in another folder. */
function nameOrFile(text: string): string {
  return /[/\\]|\.onnx$/i.test(text) ? resolve(text) : text;
}
