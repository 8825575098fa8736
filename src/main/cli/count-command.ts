import { type Command, Option } from 'commander';
import type { CountAnswer } from '../../shared/api.ts';
import { TEXT_FIELDS, type TextField } from '../../shared/query.ts';
import type { CliContext } from './cli-context.ts';
import { rowFormatOptions, whereOption } from './option-values.ts';
import { queryOf } from './query-options.ts';
import { type RowFormat, rowWriter } from './row-writer.ts';
import { withDataset } from './with-dataset.ts';

interface CountOptions extends RowFormat {
  readonly where?: string;
  readonly by?: TextField;
}

/** `winnow count` */
export function addCountCommand(program: Command, context: CliContext): void {
  const command = program
    .command('count')
    .description('count samples')
    .argument('<folder>', 'the dataset')
    .addOption(whereOption())
    .addOption(new Option('--by <field>', 'one count per value; a sample counts once per tag').choices(TEXT_FIELDS))
    .action((folder: string, options: CountOptions) => printCount(folder, options, context));
  for (const option of rowFormatOptions()) command.addOption(option);
}

async function printCount(folder: string, options: CountOptions, context: CliContext): Promise<void> {
  const { by } = options;
  const query = queryOf(options.where);
  const answer = await withDataset(folder, context, { access: 'read' }, ({ client, route }) =>
    client.post<CountAnswer>(`${route}/count`, by === undefined ? { query } : { query, by }),
  );
  if (options.json) return context.out.write(`${JSON.stringify(answer)}\n`);
  if (answer.by === undefined && !options.jsonl && !options.csv) return context.out.write(`${answer.count}\n`);
  const isTable = !options.jsonl && !options.csv;
  const rows = answer.by?.map(({ value, count }) => ({ value: value ?? (isTable ? '(none)' : null), count })) ?? [
    { count: answer.count },
  ];
  const writer = rowWriter(context.out, answer.by === undefined ? ['count'] : ['value', 'count'], options);
  await writer.write(rows);
  await writer.end();
}
