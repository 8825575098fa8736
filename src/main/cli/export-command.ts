import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import {
  EXPORT_FORMATS,
  type ExportFormat,
  type ExportSummary,
  FILE_MODES,
  type FileMode,
  OTHER_CLASSES,
  type OtherClasses,
  PATH_STYLES,
  type PathStyle,
} from '../../shared/export.ts';
import type { Job } from '../../shared/job.ts';
import { classList } from './class-list.ts';
import type { CliContext } from './cli-context.ts';
import { describeSplit } from './describe-split.ts';
import { followJob } from './follow-job.ts';
import { whereOption } from './option-values.ts';
import { queryOf } from './query-options.ts';
import { addSplitOptions, type SplitOptions, splitOptionsProblem, splitRulesOf } from './split-options.ts';
import { withDataset } from './with-dataset.ts';

interface ExportOptions extends SplitOptions {
  readonly format: ExportFormat;
  readonly files: FileMode;
  readonly where?: string;
  readonly paths?: PathStyle;
  readonly classes?: readonly string[];
  readonly otherClasses?: OtherClasses;
  readonly stripPrivate?: boolean;
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
  command
    .addOption(
      new Option('--classes <list>', 'the classes and their order: a file with a name a line, or a,b,c').argParser(classList),
    )
    .addOption(
      new Option(
        '--other-classes <what>',
        'classes that --classes does not name: refuse (default), or drop their samples and boxes',
      ).choices(OTHER_CLASSES),
    )
    .addOption(
      new Option('--paths <style>', 'how tables call files (default: relative; absolute with --files none)').choices(PATH_STYLES),
    )
    .option(
      '--strip-private',
      'leave out GPS positions, serial numbers, names of persons and places; the pixels stay as they are',
    )
    .option('--dry-run', 'print what would be done')
    .option('--json', 'print the summary as JSON')
    .action((folder: string, out: string, options: ExportOptions) => {
      const lonely = options.otherClasses !== undefined && options.classes === undefined;
      const problem = lonely ? '--other-classes needs --classes.' : splitOptionsProblem(options);
      if (problem !== null) command.error(`error: ${problem}`);
      return exportDataset(folder, out, options, context);
    });
}

async function exportDataset(folder: string, out: string, options: ExportOptions, context: CliContext): Promise<void> {
  const { format, files, paths, classes, otherClasses, stripPrivate = false, dryRun = false } = options;
  const split = splitRulesOf(options);
  const query = queryOf(options.where);
  const body = { out: resolve(out), format, files, query, paths, classes, otherClasses, stripPrivate, split, dryRun };
  if (files === 'hardlink' && !dryRun) {
    await context.err.write('Hard links share their bytes with the originals: changing one changes the other.\n');
  }
  const summary = await withDataset(folder, context, { access: 'read' }, async ({ client, route }) => {
    if (dryRun) return client.post<ExportSummary>(`${route}/export`, body);
    const job = await followJob(client, await client.post<Job>(`${route}/export`, body), context);
    return job.result as ExportSummary;
  });
  await context.out.write(options.json ? `${JSON.stringify(summary)}\n` : describeExport(summary));
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
  return [head, ...splits, ...describeBoxes(summary), ...leftOut, ...dealt, ...describeStripping(summary)].join('');
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
