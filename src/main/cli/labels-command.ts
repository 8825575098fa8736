import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { IndexRequest } from '../../shared/api.ts';
import { describeRefused } from '../../shared/known-refusals.ts';
import { LABEL_FORMAT_NAMES, LABEL_FORMATS, type LabelFormat } from '../../shared/label-files.ts';
import type { LabelPreview, PreviewedLabels, PreviewedSample } from '../../shared/label-preview.ts';
import type { CliContext } from './cli-context.ts';
import { describeProblem } from './describe-problem.ts';
import { withDataset } from './with-dataset.ts';

interface LabelsOptions {
  readonly labels?: readonly string[];
  readonly format?: LabelFormat | 'auto';
  readonly json?: boolean;
}

/** `winnow labels` */
export function addLabelsCommand(program: Command, context: CliContext): void {
  program
    .command('labels')
    .description('show which annotations are found, and what they would say of the first pictures; nothing is changed')
    .argument('<folder>', 'the dataset')
    .option(
      '--labels <file>',
      'look at this file or folder; may be given several times',
      (file: string, before: readonly string[] = []) => [...before, file],
    )
    .addOption(new Option('--format <format>', 'look for this format alone').choices(['auto', ...LABEL_FORMATS]))
    .option('--json', 'print {choice, sets, refused, unmentioned} as JSON')
    .action((folder: string, options: LabelsOptions) => showLabels(folder, options, context));
}

async function showLabels(folder: string, { labels, format, json }: LabelsOptions, context: CliContext): Promise<void> {
  await withDataset(folder, context, { access: 'read' }, async ({ client, route }) => {
    const request: IndexRequest = {
      ...(labels === undefined ? {} : { labels: labels.map((file) => resolve(file)) }),
      ...(format === undefined ? {} : { format }),
    };
    const preview = await client.post<LabelPreview>(`${route}/labels/preview`, request);
    await context.out.write(json ? `${JSON.stringify(preview)}\n` : describePreview(preview));
  });
}

function describePreview({ sets, refused, unmentioned }: LabelPreview): string {
  const parts = sets.map((set) => describeSet(set).join('\n'));
  const none = sets.length === 0 ? ['No annotations in the folder or beside it.'] : [];
  const { count, examples } = unmentioned;
  const unsaid = sets.length === 0 || count === 0 ? [] : [`Of ${count} samples nothing is said, as ${examples[0]}`];
  return `${[...none, ...parts, ...unsaid, ...refused.map((one) => `Not read: ${describeRefused(one)}`)].join('\n\n')}\n`;
}

function describeSet(set: PreviewedLabels): readonly string[] {
  const { format, files, origin, samples, labelled, boxes, classCounts, columns = [], fields, problems, examples } = set;
  const classes = classCounts.slice(0, 12).map(({ class: name, count }) => `${name} ${count}`);
  const more = classCounts.length > classes.length ? ` and ${classCounts.length - classes.length} more` : '';
  return [
    `${LABEL_FORMAT_NAMES[format]} in ${origin}${files > 1 ? ` (${files} files)` : ''}${set.isLeftOut ? ': left out' : ''}`,
    `  ${samples} samples, ${labelled} with a class, ${boxes} boxes`,
    ...(classes.length === 0 ? [] : [`  Classes: ${classes.join(', ')}${more}`]),
    ...(columns.length === 0 ? [] : [`  Columns: ${columns.map(({ name, role }) => `${name} (${role})`).join(', ')}`]),
    ...(columns.length > 0 || fields.length === 0 ? [] : [`  Fields: ${fields.join(', ')}`]),
    ...problems.map((problem) => `  ${describeProblem(problem)}`),
    ...examples.map((example) => `  ${describeExample(example)}`),
  ];
}

function describeExample({ path, label, split, fields, boxes }: PreviewedSample): string {
  const said = [
    ...(label === null ? [] : [`class ${label}`]),
    ...(split === null ? [] : [`split ${split}`]),
    ...(boxes.length === 0 ? [] : [`${boxes.length} boxes (${[...new Set(boxes.map((box) => box.class))].join(', ')})`]),
    ...Object.entries(fields).map(([name, value]) => `${name} ${String(value).slice(0, 60)}`),
  ];
  return `${path}: ${said.join(', ') || 'nothing'}`;
}
