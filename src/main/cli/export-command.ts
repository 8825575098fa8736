import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { EXPORT_FORMATS, type ExportSummary, FILE_MODES } from '../../shared/export.ts';
import type { ExportOptions, ExportRequest } from '../../shared/export-request.ts';
import type { Job } from '../../shared/job.ts';
import { pythonSnippets } from '../../shared/python-snippets.ts';
import { unopenedTexts } from '../../shared/unopened-texts.ts';
import type { CliContext } from './cli-context.ts';
import { describeSplit } from './describe-split.ts';
import { addContentOptions, type ContentOptions, contentOf, contentOptionsProblem } from './export-options.ts';
import { followJob } from './follow-job.ts';
import { whereOption } from './option-values.ts';
import { queryOf } from './query-options.ts';
import { addSplitOptions, splitRulesOf } from './split-options.ts';
import { withDataset } from './with-dataset.ts';

interface CommandOptions extends ContentOptions, Pick<ExportOptions, 'format' | 'files'> {
  readonly where?: string;
  readonly by?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `winnow export` */
export function addExportCommand(program: Command, context: CliContext): void {
  const command = program
    .command('export')
    .description('write a new dataset; the folder of the old one is not touched')
    .argument('<folder>', 'the dataset')
    .argument('<out>', 'a folder that does not exist yet')
    .addOption(new Option('--format <format>', 'layout of the new dataset').choices(EXPORT_FORMATS).makeOptionMandatory())
    .addOption(whereOption())
    .addOption(
      new Option('--files <mode>', 'hardlink shares the bytes of the originals; none writes tables only')
        .choices(FILE_MODES)
        .default('copy'),
    );
  addSplitOptions(command);
  addContentOptions(command);
  command
    .option('--by <name>', 'who exports, for the lineage (default: the user of the system)')
    .option('--dry-run', 'print what would be done')
    .option('--json', 'print the summary as JSON')
    .action((folder: string, out: string, options: CommandOptions) => {
      const problem = contentOptionsProblem(options);
      if (problem !== null) command.error(`error: ${problem}`);
      return exportDataset(folder, out, options, context);
    });
}

async function exportDataset(folder: string, out: string, options: CommandOptions, context: CliContext): Promise<void> {
  const { where, by, json, dryRun = false, ...asked } = options;
  const body: ExportRequest = {
    ...contentOf(asked),
    out: resolve(out),
    query: queryOf(where),
    split: splitRulesOf(options),
    by,
    dryRun,
  };
  if (options.files === 'hardlink' && !dryRun) {
    await context.err.write('Hard links share their bytes with the originals: changing one changes the other.\n');
  }
  const summary = await withDataset(folder, context, { access: 'read' }, async ({ client, route }) => {
    if (dryRun) return client.post<ExportSummary>(`${route}/export`, body);
    const job = await followJob(client, await client.post<Job>(`${route}/export`, body), context);
    return job.result as ExportSummary;
  });
  await context.out.write(json ? `${JSON.stringify(summary)}\n` : describeExport(summary));
}

/** What went where, for a person. */
export function describeExport(summary: ExportSummary): string {
  const { exported, bytes, out, verified, dryRun } = summary;
  const leftOut = Object.entries(summary.leftOut).map(([reason, count]) => `  left out, ${reason}: ${count}\n`);
  const splits = Object.entries(summary.splits).map(([split, count]) => `  ${split}: ${count}\n`);
  const head = dryRun
    ? `Would export ${exported} samples (${megabytes(bytes)}) to ${out}\n`
    : `Exported ${exported} samples (${megabytes(bytes)}) to ${out}, ${verified} files verified\n`;
  const dealt = summary.split === undefined ? [] : describeSplit(summary.split);
  const about = [...describeClasses(summary), ...describeBoxes(summary), ...leftOut, ...describeChanges(summary)];
  return [
    head,
    ...splits,
    ...about,
    ...dealt,
    ...describeStripping(summary),
    ...unopenedTexts(summary).map((text) => `  ${text}\n`),
    ...describeSnippets(summary),
  ].join('');
}

/** Classes listed at most, the largest first. */
const MOST_CLASSES = 20;

/** Where samples are dealt to splits, a table has them. */
function describeClasses({ perClass, dryRun, split }: ExportSummary): readonly string[] {
  if (!dryRun || (split !== undefined && split.rules.mode !== 'keep')) return [];
  const classes = Object.entries(perClass).sort(([, a], [, b]) => b - a);
  const lines = classes.slice(0, MOST_CLASSES).map(([name, count]) => `  class ${name}: ${count}\n`);
  const more = classes.length - lines.length;
  return more > 0 ? [...lines, `  and ${more} more classes\n`] : lines;
}

function describeChanges({ augmented, renamed, resumed, weights }: ExportSummary): readonly string[] {
  return [
    ...(augmented > 0 ? [`  copies, to balance classes: ${augmented}\n`] : []),
    ...(renamed > 0 ? [`  files with another name than in the dataset: ${renamed}\n`] : []),
    ...(resumed > 0 ? [`  gone on with an export that was interrupted: ${resumed} files were there\n`] : []),
    ...Object.entries(weights ?? {}).map(([name, weight]) => `  weight of ${name}: ${weight.toPrecision(4)}\n`),
  ];
}

/** The first way to load it, a few lines; the page shows all of them. */
function describeSnippets(summary: ExportSummary): readonly string[] {
  const [first] = summary.dryRun ? [] : pythonSnippets(summary);
  return first === undefined ? [] : [`\nIn Python, ${first.title}:\n`, first.code.replaceAll(/^(?=.)/gm, '  ')];
}

function describeBoxes({ boxes }: ExportSummary): readonly string[] {
  if (boxes === undefined || boxes.annotated === 0) return [];
  const { exported, annotated, classes, dropped } = boxes;
  const left = dropped === 0 ? '' : `; ${dropped} of other classes left out`;
  return [`  boxes: ${exported} of ${classes.length} classes in ${annotated} annotated samples${left}\n`];
}

function describeStripping({ privateMetadata }: ExportSummary): readonly string[] {
  if (privateMetadata === undefined) return [];
  const kept = Object.entries(privateMetadata.kept).map(
    ([format, count]) => `  ${count} ${format} ${count === 1 ? 'file keeps its' : 'files keep their'} metadata\n`,
  );
  return [`  private metadata stripped from ${privateMetadata.stripped} files\n`, ...kept];
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
