import { type Command, InvalidArgumentError } from 'commander';
import type { DatasetInfo } from '../../shared/dataset.ts';
import type { Layout } from '../../shared/layout.ts';
import type { CliContext } from './cli-context.ts';
import { wholeNumber } from './option-values.ts';
import { withDataset } from './with-dataset.ts';

/** As people say it, from 1. (Commander takes a null for no value at all.) */
type Level = number | 'none';

interface LayoutOptions {
  readonly labelLevel?: Level;
  readonly splitLevel?: Level;
  readonly json?: boolean;
}

/** `winnow layout` */
export function addLayoutCommand(program: Command, context: CliContext): void {
  program
    .command('layout')
    .description('show or change which folders are read as classes and splits; a change can be undone')
    .argument('<folder>', 'the dataset')
    .option('--label-level <n>', 'folders of this level are classes: 1 for those in the dataset folder, or none', levelOrNone)
    .option('--split-level <n>', 'folders of this level are splits, or none', levelOrNone)
    .option('--json', 'print {layout, detectedLayout}, levels from 0')
    .action((folder: string, options: LayoutOptions) => showOrChange(folder, options, context));
}

function levelOrNone(text: string): Level {
  if (text === 'none') return text;
  const level = wholeNumber(text);
  if (level < 1 || level > 16) throw new InvalidArgumentError('Expected a level from 1 to 16, or "none".');
  return level;
}

function fromZero(level: Level): number | null {
  return level === 'none' ? null : level - 1;
}

async function showOrChange(folder: string, options: LayoutOptions, context: CliContext): Promise<void> {
  const { labelLevel, splitLevel } = options;
  const isChange = labelLevel !== undefined || splitLevel !== undefined;
  const info = await withDataset(folder, context, { access: isChange ? 'write' : 'read' }, async (opened) => {
    if (!isChange) return opened.info;
    const { layout } = opened.info;
    return opened.client.post<DatasetInfo>(`${opened.route}/layout`, {
      labelLevel: labelLevel === undefined ? layout.labelLevel : fromZero(labelLevel),
      splitLevel: splitLevel === undefined ? layout.splitLevel : fromZero(splitLevel),
    });
  });
  const { layout, detectedLayout } = info;
  if (options.json) return context.out.write(`${JSON.stringify({ layout, detectedLayout })}\n`);
  return context.out.write(`applied:  ${describeLayout(layout)}\ndetected: ${describeLayout(detectedLayout)}\n`);
}

function describeLayout({ labelLevel, splitLevel }: Layout): string {
  const level = (value: number | null): string => (value === null ? 'none' : `folder level ${value + 1}`);
  return `classes: ${level(labelLevel)}; splits: ${level(splitLevel)}`;
}
