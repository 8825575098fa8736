import { readFile, stat } from 'node:fs/promises';
import { basename, resolve, sep } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import type { RowsAnswer } from '../../shared/api.ts';
import type { Probe, SimilarTo } from '../../shared/embedding.ts';
import type { SimilarAnswer, SimilarRequest } from '../../shared/embedding-api.ts';
import { WinnowError } from '../../shared/errors.ts';
import { DEFAULT_QUERY } from '../../shared/query.ts';
import { errorOf } from './ask-door.ts';
import type { CliContext } from './cli-context.ts';
import { rowFormatOptions, whereOption, wholeNumber } from './option-values.ts';
import { queryOf } from './query-options.ts';
import { type RowFormat, rowWriter } from './row-writer.ts';
import { type OpenedDataset, withDataset } from './with-dataset.ts';

const FIELDS = ['path', 'distance'];

interface SimilarOptions extends RowFormat {
  readonly away?: readonly string[];
  readonly text?: string;
  readonly k: number;
  readonly where?: string;
}

/** `winnow similar` */
export function addSimilarCommand(program: Command, context: CliContext): void {
  const command = program
    .command('similar')
    .description('list the samples most like some of them, or like an image on disk, nearest first')
    .argument('<folder>', 'the dataset')
    .argument('[path...]', 'samples by their path in the dataset, or image files')
    .option('--away <path...>', 'and least like these')
    .option('--text <words>', 'like what these words describe, where the active model takes words')
    .option('--k <n>', 'how many', atLeastOne, 20)
    .addOption(whereOption())
    .action((folder: string, paths: readonly string[], options: SimilarOptions) => {
      if (paths.length === 0 && options.text === undefined) {
        command.error('error: nothing to be similar to; expected the path of a sample, an image file, or --text');
      }
      return printSimilar(folder, paths, options, context);
    });
  for (const option of rowFormatOptions()) command.addOption(option);
}

function atLeastOne(text: string): number {
  const number = wholeNumber(text);
  if (number < 1 || number > 10_000) throw new InvalidArgumentError('Expected a whole number from 1 to 10000.');
  return number;
}

async function printSimilar(
  folder: string,
  paths: readonly string[],
  options: SimilarOptions,
  context: CliContext,
): Promise<void> {
  const { k, text, away = [], where } = options;
  const query = where === undefined ? {} : { query: queryOf(where) };
  await withDataset(folder, context, { access: 'read' }, async (opened) => {
    const words = text === undefined ? [] : [await probeOfText(opened, text)];
    const to = [...(await targetsOf(opened, folder, paths)), ...words];
    const request: SimilarRequest = { to, away: await targetsOf(opened, folder, away), k, ...query };
    const rows = await opened.client.post<SimilarAnswer>(`${opened.route}/similar`, request);
    const writer = rowWriter(context.out, FIELDS, options);
    await writer.write(rows.map(({ id, path, distance }) => ({ id, path, distance })));
    await writer.end();
  });
}

async function targetsOf(opened: OpenedDataset, folder: string, paths: readonly string[]): Promise<SimilarTo[]> {
  const targets: SimilarTo[] = [];
  for (const path of paths) targets.push(await targetOf(opened, folder, path));
  return targets;
}

/** A sample by its path in the dataset or on disk, or else a picture that is no sample. @throws {WinnowError} not_found */
async function targetOf(opened: OpenedDataset, folder: string, path: string): Promise<SimilarTo> {
  const root = resolve(folder) + sep;
  const file = resolve(path);
  const within = file.startsWith(root) ? file.slice(root.length).replaceAll(sep, '/') : null;
  for (const name of [path, ...(within === null ? [] : [within])]) {
    const id = await sampleOf(opened, name);
    if (id !== null) return id;
  }
  if (!(await isFile(file))) {
    throw new WinnowError(
      'not_found',
      `${path} is neither a sample of ${folder} nor a file. "winnow samples" lists the samples.`,
    );
  }
  return probeOfFile(opened, file);
}

async function sampleOf({ client, route }: OpenedDataset, path: string): Promise<number | null> {
  // A pattern matches more than the path itself where that holds * or ?.
  const query = { ...DEFAULT_QUERY, filter: { kind: 'path' as const, pattern: path } };
  const request = { query, fields: ['id', 'path'], limit: 10_000, offset: 0 };
  const { rows } = await client.post<RowsAnswer>(`${route}/rows`, request);
  const row = rows.find((found) => found.path === path);
  return row === undefined ? null : Number(row.id);
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

async function probeOfFile({ client, route }: OpenedDataset, file: string): Promise<SimilarTo> {
  const path = `${route}/probes?title=${encodeURIComponent(basename(file))}`;
  const headers = { 'content-type': 'application/octet-stream' };
  const response = await client.fetch(path, { method: 'POST', headers, body: new Uint8Array(await readFile(file)) });
  if (!response.ok) throw await errorOf(response);
  return ((await response.json()) as Probe).name;
}

async function probeOfText({ client, route }: OpenedDataset, text: string): Promise<SimilarTo> {
  return (await client.post<Probe>(`${route}/probes`, { text })).name;
}
