import { type Command, Option } from 'commander';
import { WinnowError } from '../../shared/errors.ts';
import { PLAIN_LAYOUT, type SavedView, type SaveViewRequest, type ViewCount } from '../../shared/saved-view.ts';
import type { DoorClient } from './ask-door.ts';
import type { CliContext } from './cli-context.ts';
import { rowFormatOptions, whereOption } from './option-values.ts';
import { queryOf } from './query-options.ts';
import { type RowFormat, rowWriter } from './row-writer.ts';
import { withDataset } from './with-dataset.ts';

interface ViewsOptions extends RowFormat {
  readonly save?: string;
  readonly where?: string;
  readonly rename?: string;
  readonly to?: string;
  readonly delete?: string;
}

const FIELDS = ['name', 'query', 'count', 'problems'] as const;

/** `winnow views` */
export function addViewsCommand(program: Command, context: CliContext): void {
  const command = program
    .command('views')
    .description('list the saved views with what they find, save a query as one, rename or delete one')
    .argument('<folder>', 'the dataset')
    .addOption(new Option('--save <name>', 'save the query of --where; of a view of that name it takes the place'))
    .addOption(whereOption().conflicts(['rename', 'delete']))
    .addOption(new Option('--rename <name>', 'give the view the name of --to').conflicts(['save', 'delete']))
    .addOption(new Option('--to <name>', 'the new name').conflicts(['save', 'delete']))
    .addOption(new Option('--delete <name>', 'delete the view').conflicts(['save', 'rename']))
    .action((folder: string, options: ViewsOptions) => {
      if ((options.save === undefined) !== (options.where === undefined))
        command.error('error: --save and --where go together: the name, and the query that is saved under it');
      if ((options.rename === undefined) !== (options.to === undefined))
        command.error('error: --rename and --to go together: the name there is, and the new one');
      return listOrChange(folder, options, context);
    });
  for (const option of rowFormatOptions()) command.addOption(option);
}

async function listOrChange(folder: string, options: ViewsOptions, context: CliContext): Promise<void> {
  const { save, rename, delete: deleted, where } = options;
  const isChange = save !== undefined || rename !== undefined || deleted !== undefined;
  await withDataset(folder, context, { access: isChange ? 'write' : 'read' }, async ({ client, route }) => {
    const path = `${route}/views`;
    const views = await client.get<readonly SavedView[]>(path);
    if (save !== undefined && where !== undefined) await saveAs(client, path, views, save, where);
    else if (rename !== undefined) await client.post(`${path}/${viewNamed(views, rename).id}`, { name: options.to });
    else if (deleted !== undefined) await client.delete(`${path}/${viewNamed(views, deleted).id}`);
    await printViews(client, path, options, context);
  });
}

async function saveAs(client: DoorClient, path: string, views: readonly SavedView[], name: string, where: string): Promise<void> {
  // Its mistakes are told as those of --where.
  queryOf(where);
  const known = views.find((view) => view.name === name.trim());
  const body: SaveViewRequest = { name, query: where, layout: PLAIN_LAYOUT };
  await (known === undefined ? client.post(path, body) : client.post(`${path}/${known.id}`, { query: where }));
}

async function printViews(client: DoorClient, path: string, format: RowFormat, context: CliContext): Promise<void> {
  const views = await client.get<readonly SavedView[]>(path);
  const counts = await client.get<readonly ViewCount[]>(`${path}/counts`);
  const writer = rowWriter(context.out, FIELDS, format);
  await writer.write(
    views.map(({ id, name, query }) => {
      const counted = counts.find((count) => count.id === id);
      return { name, query, count: counted?.count ?? null, problems: counted?.problems.join(' ') ?? '' };
    }),
  );
  await writer.end();
}

/** @throws {WinnowError} not_found that names those there are */
function viewNamed(views: readonly SavedView[], name: string): SavedView {
  const found = views.find((view) => view.name === name.trim());
  if (found !== undefined) return found;
  const known = views.length === 0 ? 'None is saved yet.' : `Saved are: ${views.map((view) => view.name).join(', ')}.`;
  throw new WinnowError('not_found', `There is no view "${name}". ${known}`);
}
