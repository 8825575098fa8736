import { type Command, Option } from 'commander';
import type { Decision } from '../../shared/decision.ts';
import type { CliContext } from './cli-context.ts';
import { rowFormatOptions, wholeNumber } from './option-values.ts';
import { printDecided } from './print-decided.ts';
import { type RowFormat, rowWriter } from './row-writer.ts';
import type { Row } from './table.ts';
import { withDataset } from './with-dataset.ts';

interface HistoryOptions extends RowFormat {
  readonly limit?: number;
  readonly perSample?: boolean;
}

const PAGE = 1000;
const FIELDS = ['id', 'at', 'kind', 'value', 'sampleCount', 'target', 'by', 'query'] as const;

/** `winnow history` */
export function addHistoryCommand(program: Command, context: CliContext): void {
  const command = program
    .command('history')
    .description('list decisions, newest first; undo and redo are rows of their own')
    .argument('<folder>', 'the dataset')
    .addOption(new Option('--limit <n>', 'at most so many').argParser(wholeNumber).conflicts('perSample'))
    .option('--per-sample', 'what stands decided of each sample instead, by path: labels, tags, what is no issue, who and when')
    .action((folder: string, options: HistoryOptions) =>
      options.perSample === true ? printDecided(folder, options, context) : printHistory(folder, options, context),
    );
  for (const option of rowFormatOptions()) command.addOption(option);
}

async function printHistory(folder: string, options: HistoryOptions, context: CliContext): Promise<void> {
  await withDataset(folder, context, { access: 'read' }, async ({ client, route }) => {
    const writer = rowWriter(context.out, FIELDS, options);
    const end = options.limit ?? Number.POSITIVE_INFINITY;
    for (let offset = 0; offset < end; offset += PAGE) {
      const limit = Math.min(PAGE, end - offset);
      const decisions = await client.get<readonly Decision[]>(`${route}/history?limit=${limit}&offset=${offset}`);
      await writer.write(decisions.map(historyRow));
      if (decisions.length < limit) break;
    }
    await writer.end();
  });
}

function historyRow({ id, atMs, kind, value, sampleCount, target, author: by, query }: Decision): Row {
  return { id, at: new Date(atMs).toISOString(), kind, value, sampleCount, target, by, query };
}
