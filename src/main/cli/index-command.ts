import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { IndexRequest } from '../../shared/api.ts';
import type { DatasetInfo, IndexSummary, ShardsSummary } from '../../shared/dataset.ts';
import type { Job } from '../../shared/job.ts';
import { describeRefused } from '../../shared/known-refusals.ts';
import { LABEL_FORMAT_NAMES, LABEL_FORMATS, type LabelFilesSummary, type LabelFormat } from '../../shared/label-files.ts';
import type { CliContext } from './cli-context.ts';
import { describeProblem } from './describe-problem.ts';
import { followJob } from './follow-job.ts';
import { followOthers } from './follow-others.ts';
import { withDataset } from './with-dataset.ts';

interface IndexOptions {
  readonly labels?: readonly string[];
  readonly format?: LabelFormat | 'auto';
  readonly json?: boolean;
  readonly relink: boolean;
}

/** `winnow index` */
export function addIndexCommand(program: Command, context: CliContext): void {
  program
    .command('index')
    .description('index a folder of images, or update its index; what is unchanged is not read again')
    .argument('<folder>', 'the dataset; never written to')
    .addOption(
      new Option(
        '--format <format>',
        'how labels are stored, now and at every later indexing; "auto" (default) tells by content what is in the folder or beside it',
      ).choices(['auto', ...LABEL_FORMATS]),
    )
    .option(
      '--labels <file>',
      'annotations to use, now and at every later indexing: a file, or a folder of them; may be given several times; "auto": those found',
      (file: string, before: readonly string[] = []) => [...before, file],
    )
    .option('--no-relink', 'start a new index even where the folder is one that was moved here')
    .option('--json', 'print the summary as JSON')
    .action((folder: string, options: IndexOptions) => indexFolder(folder, options, context));
}

async function indexFolder(folder: string, options: IndexOptions, context: CliContext): Promise<void> {
  await withDataset(folder, context, { access: 'index', relink: options.relink }, async ({ client, route, info }) => {
    // One that runs may have read its labels already; asked for with others, it says so.
    const body = labelRequest(options);
    const running =
      body !== undefined
        ? undefined
        : (await client.get<readonly Job[]>('/api/jobs')).find(
            (one) => one.kind === 'index' && one.datasetId === info.id && one.endedMs === null,
          );
    const job = await followJob(
      client,
      running ?? (await client.post<Job>(`${route}/index`, body)),
      context,
      running === undefined,
    );
    const { unreadableFolders, ...summary } = job.result as IndexSummary;
    if (unreadableFolders.length > 0)
      await context.err.write(`Folders and tars that could not be read: ${some(unreadableFolders)}\n`);
    const text = options.json ? `${JSON.stringify(summary)}\n` : describeIndex(summary, await client.get<DatasetInfo>(route));
    await context.out.write(text);
    // Our own engine would end before a model has seen what is new.
    await followOthers(client, info.id, context);
  });
}

/** Undefined: labels are read as before. */
function labelRequest({ labels, format }: IndexOptions): IndexRequest | undefined {
  if (labels === undefined && format === undefined) return undefined;
  const files = labels?.filter((file) => file !== 'auto').map((file) => resolve(file));
  return {
    ...(files === undefined ? {} : { labels: files.length === 0 ? 'auto' : files }),
    ...(format === undefined ? {} : { format }),
  };
}

/** What was found and applied, for a person. */
export function describeIndex(summary: Omit<IndexSummary, 'unreadableFolders'>, { layout }: Pick<DatasetInfo, 'layout'>): string {
  const { samples, ok, corrupt, unsupported, unreadable, missing, ignored, classes, splits, labels, shards } = summary;
  const counts = { ok, corrupt, unsupported, unreadable, missing };
  const states = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name}`);
  const { added, changed, moved, removed, unchanged, seconds, imagesPerSecond } = summary;
  return [
    `${samples} samples: ${states.join(', ') || 'none'}; ${ignored} other files ignored`,
    `${added} added, ${changed} changed, ${moved} moved, ${removed} removed, ${unchanged} unchanged`,
    ...(shards === undefined ? [] : describeShards(shards)),
    layout.labelLevel === null ? null : `Classes from folder level ${layout.labelLevel + 1}: ${some(classes)}`,
    ...(labels ?? []).flatMap((set) => describeLabels(set, classes)),
    ...(summary.refused ?? []).map((one) => `Not read: ${describeRefused(one)}`),
    splitsLine(layout.splitLevel, splits),
    `${seconds.toFixed(1)} s, ${Math.round(imagesPerSecond)} images/s`,
  ]
    .filter((line) => line !== null)
    .map((line) => `${line}\n`)
    .join('');
}

/** What tars came to, with all that could not be used. */
function describeShards({ files, pictures, problems }: ShardsSummary): readonly string[] {
  const found = `${pictures} pictures read in place in ${files} ${files === 1 ? 'tar' : 'tars'}`;
  return [found, ...problems.map(({ path, problem }) => `${path}: ${problem}`)];
}

/** What annotations came to, with all that could not be used. */
function describeLabels(
  { format, files, origin, boxes, samples, labelled, fields, problems }: LabelFilesSummary,
  classes: readonly string[],
): readonly string[] {
  const from = files === 1 ? origin : `${files} files in ${origin}`;
  const what = [
    ...(boxes > 0 ? [`${boxes} boxes on ${samples} samples`] : []),
    ...(labelled > 0 ? [`classes of ${labelled} samples`] : []),
    ...(fields.length > 0 ? [`${some(fields)} of ${samples} samples`] : []),
  ];
  const found = what.length > 0 ? what.join(', ') : `Nothing of ${samples} samples`;
  return [
    `${found}, from ${LABEL_FORMAT_NAMES[format]} (${from})${boxes + labelled > 0 ? `: ${some(classes)}` : ''}`,
    ...problems.map(describeProblem),
  ];
}

/** Where splits come from: folders, else annotations; null: there are none. */
function splitsLine(level: number | null, splits: IndexSummary['splits']): string | null {
  if (Object.keys(splits).length === 0 && level === null) return null;
  return `Splits from ${level === null ? 'the annotations' : `folder level ${level + 1}`}: ${splitCounts(splits)}`;
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
