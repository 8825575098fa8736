import { type Command, InvalidArgumentError } from 'commander';
import type { DatasetInfo, IndexSummary } from '../../shared/dataset.ts';
import type { Job } from '../../shared/job.ts';
import type { CliContext } from './cli-context.ts';
import { followJob } from './follow-job.ts';
import { followOthers } from './follow-others.ts';
import { withDataset } from './with-dataset.ts';

interface IndexOptions {
  readonly json?: boolean;
  readonly relink: boolean;
}

/** `winnow index` */
export function addIndexCommand(program: Command, context: CliContext): void {
  program
    .command('index')
    .description('index a folder of images, or update its index; what is unchanged is not read again')
    .argument('<folder>', 'the dataset; never written to')
    .option('--format <format>', 'how labels are stored; "auto" reads classes and splits from the folders', onlyAuto, 'auto')
    .option('--labels <file>', 'a file of labels', noLabelFiles)
    .option('--no-relink', 'start a new index even where the folder is one that was moved here')
    .option('--json', 'print the summary as JSON')
    .action((folder: string, options: IndexOptions) => indexFolder(folder, options, context));
}

function onlyAuto(format: string): string {
  if (format !== 'auto') throw new InvalidArgumentError('This Winnow reads labels from class folders only: use "auto".');
  return format;
}

function noLabelFiles(): never {
  throw new InvalidArgumentError('This Winnow reads labels from class folders only, not from files.');
}

async function indexFolder(folder: string, options: IndexOptions, context: CliContext): Promise<void> {
  await withDataset(folder, context, { access: 'index', relink: options.relink }, async ({ client, route, info }) => {
    const running = (await client.get<readonly Job[]>('/api/jobs')).find(
      (one) => one.kind === 'index' && one.datasetId === info.id && one.endedMs === null,
    );
    const job = await followJob(client, running ?? (await client.post<Job>(`${route}/index`)), context, running === undefined);
    const { unreadableFolders, ...summary } = job.result as IndexSummary;
    if (unreadableFolders.length > 0) await context.err.write(`Folders that could not be read: ${some(unreadableFolders)}\n`);
    const text = options.json ? `${JSON.stringify(summary)}\n` : describeIndex(summary, await client.get<DatasetInfo>(route));
    await context.out.write(text);
    // Our own engine would end before a model has seen what is new.
    await followOthers(client, info.id, context);
  });
}

/** What was found and applied, for a person. */
export function describeIndex(summary: Omit<IndexSummary, 'unreadableFolders'>, { layout }: Pick<DatasetInfo, 'layout'>): string {
  const { samples, ok, corrupt, unsupported, unreadable, missing, ignored, classes, splits } = summary;
  const counts = { ok, corrupt, unsupported, unreadable, missing };
  const states = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name}`);
  const { added, changed, moved, removed, unchanged, seconds, imagesPerSecond } = summary;
  return [
    `${samples} samples: ${states.join(', ') || 'none'}; ${ignored} other files ignored`,
    `${added} added, ${changed} changed, ${moved} moved, ${removed} removed, ${unchanged} unchanged`,
    layout.labelLevel === null ? null : `Classes from folder level ${layout.labelLevel + 1}: ${some(classes)}`,
    layout.splitLevel === null ? null : `Splits from folder level ${layout.splitLevel + 1}: ${splitCounts(splits)}`,
    `${seconds.toFixed(1)} s, ${Math.round(imagesPerSecond)} images/s`,
  ]
    .filter((line) => line !== null)
    .map((line) => `${line}\n`)
    .join('');
}

function splitCounts(splits: IndexSummary['splits']): string {
  return Object.entries(splits)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}

function some(names: readonly string[], most = 12): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
