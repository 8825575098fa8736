import { type Command, InvalidArgumentError, Option } from 'commander';
import type { RowsAnswer } from '../../shared/api.ts';
import { type DatasetModel, type EmbeddingState, MAP_ENGINES, type MapEngine } from '../../shared/embedding.ts';
import type { MapAnswer, MapRequest } from '../../shared/embedding-api.ts';
import { WinnowError } from '../../shared/errors.ts';
import { decodeFrame } from '../../shared/frame.ts';
import type { Job } from '../../shared/job.ts';
import { DEFAULT_QUERY } from '../../shared/query.ts';
import { errorOf } from './ask-door.ts';
import type { CliContext } from './cli-context.ts';
import { followJob } from './follow-job.ts';
import { numberUpTo, rowFormatOptions, seedNumber } from './option-values.ts';
import { type RowFormat, rowWriter } from './row-writer.ts';
import { type OpenedDataset, withDataset } from './with-dataset.ts';

/** Rows asked for at once. */
const PAGE_ROWS = 10_000;
const FIELDS = ['path', 'x', 'y'];

interface MapOptions extends RowFormat {
  readonly model?: string;
  readonly seed?: number;
  readonly engine?: MapEngine;
  readonly epochs?: number;
  readonly neighbours?: number;
  readonly minDistance?: number;
}

/** `winnow map` */
export function addMapCommand(program: Command, context: CliContext): void {
  const command = program
    .command('map')
    .description('list where samples lie on the map; lays it out first where there is none yet, or none like that')
    .argument('<folder>', 'the dataset')
    .option('--model <name>', 'a model that has seen the dataset (default: the active one)')
    .option('--seed <n>', 'another seed, another map; the same seed, the same map', seedNumber)
    .addOption(new Option('--engine <name>', 'what lays it out').choices(MAP_ENGINES))
    .option('--epochs <n>', 'how long it is worked on (default: 500 up to 10,000 samples, else 200)', numberUpTo(1, 5000))
    .option('--neighbours <n>', 'how many of each sample it is made of (default: 15)', numberUpTo(2, 50))
    .option('--min-distance <x>', 'how near points may come, 0 to 1 (default: 0.1)', share)
    .addHelpText('after', '\nWhat is not given is as in the map there is.');
  for (const option of rowFormatOptions()) command.addOption(option);
  command.action((folder: string, options: MapOptions) => printMap(folder, options, context));
}

function share(text: string): number {
  const number = Number(text);
  if (text.trim() !== '' && number >= 0 && number <= 1) return number;
  throw new InvalidArgumentError('Expected a number from 0 to 1.');
}

async function printMap(folder: string, options: MapOptions, context: CliContext): Promise<void> {
  await withDataset(folder, context, { access: 'read' }, async (opened) => {
    const model = await modelOf(opened, options.model);
    const request = requestOf(model.id, options);
    // Whoever may only look, and asks for no other, sees the map there is.
    const isLaidOut = opened.info.readOnlyBecause === null || Object.keys(request).length > 1;
    if (isLaidOut) await followJob(opened.client, await opened.client.post<Job>(`${opened.route}/map`, request), context);
    const places = await readPlaces(opened, model);
    const writer = rowWriter(context.out, FIELDS, options);
    for (let offset = 0; ; offset += PAGE_ROWS) {
      context.signal.throwIfAborted();
      const page = { query: DEFAULT_QUERY, fields: ['id', 'path'], limit: PAGE_ROWS, offset };
      const { rows } = await opened.client.post<RowsAnswer>(`${opened.route}/rows`, page);
      await writer.write(
        rows.flatMap(({ id, path }) => {
          const place = places.get(Number(id));
          return place === undefined ? [] : [{ path: path ?? '', ...place }];
        }),
      );
      if (rows.length < PAGE_ROWS) break;
    }
    await writer.end();
  });
}

async function modelOf({ client, route }: OpenedDataset, name: string | undefined): Promise<DatasetModel> {
  const { models } = await client.get<EmbeddingState>(`${route}/embeddings`);
  const found = name === undefined ? models.find(({ isActive }) => isActive) : models.findLast((model) => model.name === name);
  if (found !== undefined) return found;
  const names = models.map((model) => model.name).join(', ');
  const present = names === '' ? 'It has none of any model.' : `It has those of: ${names}.`;
  const advice = `Run "winnow embed${name === undefined ? '' : ` --model ${name}`}" first.`;
  const what = name === undefined ? 'This dataset has no vectors.' : `This dataset has no vectors of "${name}". ${present}`;
  throw new WinnowError('no_embeddings', `${what} ${advice}`);
}

function requestOf(modelId: number, { seed, engine, epochs, neighbours, minDistance }: MapOptions): MapRequest {
  return {
    modelId,
    ...(seed === undefined ? {} : { seed }),
    ...(engine === undefined ? {} : { engine }),
    ...(epochs === undefined ? {} : { epochs }),
    ...(neighbours === undefined ? {} : { neighbours }),
    ...(minDistance === undefined ? {} : { minDistance }),
  };
}

/** By sample. @throws {WinnowError} no_embeddings where there is no map */
async function readPlaces(
  { client, route }: OpenedDataset,
  { id, name }: DatasetModel,
): Promise<ReadonlyMap<number, { readonly x: number; readonly y: number }>> {
  const response = await client.fetch(`${route}/map?model=${id}`);
  if (!response.ok) throw await errorOf(response);
  const { header, columns } = decodeFrame<MapAnswer>(await response.arrayBuffer());
  if (header.map === null) {
    throw new WinnowError('no_embeddings', `There is no map of "${name}". Run "winnow map" where the dataset can be written to.`);
  }
  const { ids = [], x = [], y = [] } = columns;
  return new Map(Array.from(ids, (sample, i) => [sample, { x: shortened(x[i] ?? 0), y: shortened(y[i] ?? 0) }]));
}

/** What a number of 32 bits says, without the digits that 64 bits add to it. */
function shortened(value: number): number {
  return Number(value.toPrecision(8));
}
