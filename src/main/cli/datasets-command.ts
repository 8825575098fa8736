import { existsSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { WinnowError } from '../../shared/errors.ts';
import { type IndexOnDisk, listIndexes } from '../dataset/dataset-card.ts';
import { datasetsDirectory } from '../dataset/home.ts';
import { acquireLock } from '../dataset/lock.ts';
import { failureCode } from '../db/storage-error.ts';
import type { CliContext } from './cli-context.ts';
import { rowFormatOptions } from './option-values.ts';
import { printDecided } from './print-decided.ts';
import { type RowFormat, rowWriter } from './row-writer.ts';

interface DatasetsOptions extends RowFormat {
  readonly remove?: string;
  readonly yes?: boolean;
  readonly decisions?: string;
}

const FIELDS = ['id', 'folder', 'isFolderPresent', 'samples', 'bytes', 'openedAt'] as const;

/** `winnow datasets` */
export function addDatasetsCommand(program: Command, context: CliContext): void {
  const command = program
    .command('datasets')
    .description('list the indexes that exist, with their sizes, remove one, or take the decisions out of one')
    .option('--remove <id>', 'remove the index and its decisions; the images are not touched')
    .option('--yes', 'really remove it')
    .addOption(
      new Option('--decisions <folder>', 'print what stands decided of each of its samples, JSON a line').conflicts('remove'),
    )
    .action((options: DatasetsOptions) => {
      const { decisions, ...format } = options;
      if (decisions !== undefined) {
        const isTable = format.csv === true || format.json === true;
        return printDecided(decisions, isTable ? format : { jsonl: true }, context);
      }
      return options.remove === undefined
        ? listDatasets(options, context)
        : removeIndex(options.remove, options.yes === true, context);
    });
  for (const option of rowFormatOptions()) command.addOption(option);
}

async function listDatasets(format: RowFormat, context: CliContext): Promise<void> {
  const writer = rowWriter(context.out, FIELDS, format);
  await writer.write(await Promise.all(listIndexes(context.home()).map(describeIndex)));
  await writer.end();
}

async function describeIndex({ id, directory, card }: IndexOnDisk) {
  return {
    id,
    folder: card.folder,
    isFolderPresent: existsSync(card.folder),
    samples: card.samples,
    bytes: await sizeOf(directory),
    openedAt: card.openedMs === null ? null : new Date(card.openedMs).toISOString(),
  };
}

async function sizeOf(directory: string): Promise<number> {
  const names = await readdir(directory, { recursive: true });
  // Another Winnow may be at work in it: files come and go.
  const sizes = await Promise.all(names.map((name) => stat(join(directory, name)).then(({ size }) => size, sizeOfGone)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

function sizeOfGone(error: unknown): number {
  if (failureCode(error) !== 'ENOENT') throw error;
  return 0;
}

/** Tags and history go with the index, so it wants to be told twice. */
async function removeIndex(id: string, isConfirmed: boolean, context: CliContext): Promise<void> {
  const index = listIndexes(context.home()).find((one) => one.id === id);
  if (index === undefined) {
    throw new WinnowError(
      'not_found',
      `There is no index "${id}" in ${datasetsDirectory(context.home())}. "winnow datasets" lists them.`,
    );
  }
  const what = `the index of ${index.card.folder} (${index.card.samples} samples) with all its tags and history`;
  if (!isConfirmed) throw new WinnowError('bad_request', `This would remove ${what}. Add --yes to do it.`);
  const held = acquireLock(index.directory, { socket: null, token: null });
  if (!('lock' in held))
    throw new WinnowError('dataset_busy', `Another Winnow has ${index.card.folder} open. Close it there first.`);
  held.lock.release();
  await rm(index.directory, { recursive: true });
  await context.out.write(`Removed ${what}.\n`);
}
