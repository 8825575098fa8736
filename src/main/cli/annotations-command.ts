import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { AnnotationSet, AnnotationState, AnnotationsSummary, ImportAnnotationsRequest } from '../../shared/annotation.ts';
import type { TagAnswer } from '../../shared/decision-api.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { Job } from '../../shared/job.ts';
import type { CliContext } from './cli-context.ts';
import { describeCounts } from './describe-counts.ts';
import { followJob } from './follow-job.ts';
import { whereOption } from './option-values.ts';
import { queryOf } from './query-options.ts';
import { type Row, tableHead, tableLines, tableWidths } from './table.ts';
import { type OpenedDataset, withDataset } from './with-dataset.ts';

interface AnnotationsOptions {
  readonly name?: string;
  readonly classes?: string;
  readonly activate?: boolean;
  readonly remove?: boolean;
  readonly accept?: boolean;
  readonly where?: string;
  readonly json?: boolean;
}

/** `winnow annotations` */
export function addAnnotationsCommand(program: Command, context: CliContext): void {
  const command = program
    .command('annotations')
    .description('import what several people called the samples, see how good each is, and take what they agree on for the label')
    .argument('<folder>', 'the dataset')
    .argument(
      '[file]',
      'CSV, JSONL, JSON or Parquet with the columns path, annotator and label, or path and a column for each annotator; absent: list the sets',
    )
    .option('--name <set>', 'what to call the set (default: the name of the file), or which set is meant')
    .option('--classes <file>', 'of labels that are whole numbers from 0: names of the classes, one a line')
    .addOption(new Option('--activate', 'have queries see this set').conflicts(['remove', 'accept']))
    .addOption(new Option('--remove', 'forget the set').conflicts('accept'))
    .option('--accept', 'relabel the samples of --where as the set in use says; one undo takes it back')
    .addOption(whereOption())
    .option('--json', 'print JSON');
  command.action(async (folder: string, file: string | undefined, options: AnnotationsOptions) => {
    const problem = problemOf(file, options);
    if (problem !== null) command.error(`error: ${problem}`);
    await annotations(folder, file ?? null, options, context);
  });
}

function problemOf(file: string | undefined, { activate, remove, accept, where }: AnnotationsOptions): string | null {
  if (file !== undefined && (activate || remove || accept)) return 'a set is imported or changed, not both: leave out the file';
  if (accept === true && where === undefined) return '--accept relabels the samples of a query: expected --where';
  if (accept !== true && where !== undefined) return '--where says nothing without --accept';
  return null;
}

async function annotations(folder: string, file: string | null, options: AnnotationsOptions, context: CliContext): Promise<void> {
  const isChanging = file !== null || options.activate === true || options.remove === true || options.accept === true;
  await withDataset(folder, context, { access: isChanging ? 'write' : 'read' }, async (opened) => {
    const { client, route } = opened;
    if (file !== null) return importFile(opened, file, options, context);
    if (options.accept === true) return accept(opened, options, context);
    if (options.remove === true) {
      const { id } = await setNamed(opened, options);
      return writeState(await client.delete<AnnotationState>(`${route}/annotations/${id}`), options, context);
    }
    if (options.activate === true) {
      const { id } = await setNamed(opened, options);
      return writeState(await client.post<AnnotationState>(`${route}/annotations/active`, { setId: id }), options, context);
    }
    return writeState(await client.get<AnnotationState>(`${route}/annotations`), options, context);
  });
}

async function importFile(
  { client, route }: OpenedDataset,
  file: string,
  { name, classes, json }: AnnotationsOptions,
  context: CliContext,
): Promise<void> {
  const body: ImportAnnotationsRequest = {
    // The engine may be another process, in another folder.
    file: resolve(file),
    ...(classes === undefined ? {} : { classesFile: resolve(classes) }),
    ...(name === undefined ? {} : { name }),
  };
  const { result } = await followJob(client, await client.post<Job>(`${route}/annotations`, body), context);
  const summary = result as AnnotationsSummary;
  if (json === true) return context.out.write(`${JSON.stringify(summary)}\n`);
  const rest = [`${summary.unlabelled} samples that nobody labelled`, ...describeCounts(summary)];
  await context.out.write(describeSet(summary.set) + rest.map((line) => `${line}\n`).join(''));
}

async function accept(
  { client, route }: OpenedDataset,
  { where = '', json }: AnnotationsOptions,
  context: CliContext,
): Promise<void> {
  const answer = await client.post<TagAnswer>(`${route}/annotations/accept`, { query: queryOf(where) });
  const { decisionId, changed, message } = answer;
  await context.out.write(json === true ? `${JSON.stringify({ decisionId, changed, message })}\n` : `${message}\n`);
}

async function setNamed({ client, route }: OpenedDataset, { name }: AnnotationsOptions): Promise<AnnotationSet> {
  const { sets } = await client.get<AnnotationState>(`${route}/annotations`);
  const names = sets.map((set) => set.name).join(', ');
  const known = `Sets: ${names === '' ? 'none' : names}.`;
  if (name === undefined) throw new WinnowError('bad_request', `Say which set, with --name. ${known}`);
  const found = sets.find((set) => set.name === name);
  if (found === undefined) throw new WinnowError('not_found', `There are no annotations "${name}". ${known}`);
  return found;
}

async function writeState({ sets }: AnnotationState, { json }: AnnotationsOptions, context: CliContext): Promise<void> {
  if (json === true) return context.out.write(`${JSON.stringify(sets)}\n`);
  await context.out.write(sets.length === 0 ? 'There are no annotations.\n' : sets.map(describeSet).join('\n'));
}

/** A set and its annotators, the most accurate first. */
function describeSet({
  name,
  isActive,
  samples,
  labels,
  disagreements,
  pairwise,
  alpha,
  method,
  annotators,
}: AnnotationSet): string {
  const fields = ['annotator', 'labels', 'accuracy', 'agreement'];
  const rows = annotators
    .toSorted((a, b) => b.accuracy - a.accuracy)
    .map(
      (who): Row => ({
        annotator: who.name,
        labels: who.labels,
        accuracy: digits(who.accuracy),
        agreement: digits(who.agreement),
      }),
    );
  const widths = tableWidths(fields, rows);
  return [
    `${name}${isActive ? ' (in use)' : ''}: ${labels} labels of ${samples} samples, ${disagreements} of them disagreed on\n`,
    `agreement ${digits(pairwise) ?? '–'}, Krippendorff's alpha ${digits(alpha) ?? '–'}; consensus by ${method === 'majority' ? 'majority' : 'Dawid–Skene'}\n`,
    tableHead(fields, widths),
    tableLines(fields, widths, rows),
  ].join('');
}

const digits = (share: number | null): number | null => (share === null ? null : Number(share.toFixed(3)));
