import type { Command } from 'commander';
import type { RowsAnswer } from '../../shared/api.ts';
import type { CliContext } from './cli-context.ts';
import { rowFormatOptions, whereOption, wholeNumber } from './option-values.ts';
import { queryOf } from './query-options.ts';
import { type RowFormat, rowWriter } from './row-writer.ts';
import { withDataset } from './with-dataset.ts';

/** Rows asked for at once; the answer is a few MB. */
const PAGE_ROWS = 10_000;
const ALL_FIELDS = 'id,path,sizeBytes,width,height,format,channels,status,reason,label,split,tags';
const TABLE_FIELDS = 'path,label,split,status,format,width,height,sizeBytes,tags';

interface SamplesOptions extends RowFormat {
  readonly where?: string;
  readonly sort?: string;
  readonly limit?: number;
  readonly offset: number;
  readonly fields?: string;
}

/** `winnow samples` */
export function addSamplesCommand(program: Command, context: CliContext): void {
  const command = program
    .command('samples')
    .description('list samples')
    .argument('<folder>', 'the dataset')
    .addOption(whereOption())
    .option('--sort <field[:desc]>', 'order; ties are broken by id (default: path)')
    .option('--limit <n>', 'at most so many rows', wholeNumber)
    .option('--offset <n>', 'leave out the first rows', wholeNumber, 0)
    .option(
      '--fields <list>',
      `columns, of ${ALL_FIELDS}, modified, contentHash, score.NAME, prediction, confidence, prob.CLASS, consensus, field.NAME (what annotation files carry), issue.KIND, issues, group.near, map.x, map.y…`,
    )
    .action((folder: string, options: SamplesOptions) => printSamples(folder, options, context));
  for (const option of rowFormatOptions()) command.addOption(option);
}

async function printSamples(folder: string, options: SamplesOptions, context: CliContext): Promise<void> {
  const query = queryOf(options.where, options.sort);
  const isForMachines = options.json || options.jsonl || options.csv;
  const fields = (options.fields ?? (isForMachines ? ALL_FIELDS : TABLE_FIELDS)).split(',').map((name) => name.trim());
  await withDataset(folder, context, { access: 'read' }, async ({ client, route }) => {
    const writer = rowWriter(context.out, fields, options);
    let offset = options.offset;
    let left = options.limit ?? Number.POSITIVE_INFINITY;
    for (;;) {
      context.signal.throwIfAborted();
      const limit = Math.min(PAGE_ROWS, left);
      const { rows } = await client.post<RowsAnswer>(`${route}/rows`, { query, fields, limit, offset });
      await writer.write(rows);
      offset += rows.length;
      left -= rows.length;
      if (rows.length < limit || left === 0) break;
    }
    await writer.end();
  });
}
