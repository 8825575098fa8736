import { type Command, InvalidArgumentError, Option } from 'commander';
import type { RowsAnswer } from '../../shared/api.ts';
import type { KeepBestRequest, TagAnswer } from '../../shared/decision-api.ts';
import { WinnowError } from '../../shared/errors.ts';
import { GROUP_KINDS, type GroupKind, type IssueKind } from '../../shared/issue.ts';
import { DEFAULT_KEEP_RULES, KEEP_RULES, type KeepRule } from '../../shared/keep-best.ts';
import type { CliContext } from './cli-context.ts';
import { printDecision } from './decision-commands.ts';
import { issueKind } from './issues-command.ts';
import { whereOption } from './option-values.ts';
import { queryOf } from './query-options.ts';
import { withDataset } from './with-dataset.ts';

interface DecisionOptions {
  readonly json?: boolean;
}

interface KeepOptions extends DecisionOptions {
  readonly issue: IssueKind;
  readonly where: string;
  readonly off?: boolean;
}

interface NotDuplicatesOptions extends DecisionOptions {
  readonly where: string;
}

interface KeepBestOptions extends DecisionOptions {
  readonly kind: GroupKind;
  readonly rules: readonly KeepRule[];
  readonly where?: string;
}

/** Ids asked for at once. */
const PAGE_ROWS = 10_000;

/** `winnow keep`, `winnow not-duplicates` and `winnow keep-best` */
export function addKeepCommands(program: Command, context: CliContext): void {
  program
    .command('keep')
    .description('say for good that an issue is none; of duplicates, that they are none of each other')
    .argument('<folder>', 'the dataset')
    .addOption(new Option('--issue <kind>', 'the kind of issue').argParser(issueKind).makeOptionMandatory())
    .addOption(whereOption().makeOptionMandatory())
    .option('--off', 'it is an issue again')
    .option('--json', 'print {decisionId, changed, message}')
    .action((folder: string, options: KeepOptions) => keep(folder, options, context));
  program
    .command('not-duplicates')
    .description('say for good that no sample that matches is a duplicate of another that does')
    .argument('<folder>', 'the dataset')
    .addOption(whereOption().makeOptionMandatory())
    .option('--json', 'print {decisionId, changed, message}')
    .action((folder: string, options: NotDuplicatesOptions) => notDuplicates(folder, options, context));
  program
    .command('keep-best')
    .description('tag all but the best of each open duplicate group "remove"; what is tagged "keep" stays')
    .argument('<folder>', 'the dataset')
    .addOption(new Option('--kind <kind>', 'which groups').choices(GROUP_KINDS).makeOptionMandatory())
    .addOption(
      new Option('--rules <list>', `what decides, the first that tells two apart: ${KEEP_RULES.join(', ')}`)
        .argParser(keepRules)
        .default(DEFAULT_KEEP_RULES, DEFAULT_KEEP_RULES.join(',')),
    )
    .addOption(whereOption())
    .option('--json', 'print {decisionId, changed, message}')
    .action((folder: string, options: KeepBestOptions) => keepBest(folder, options, context));
}

function keepRules(text: string): readonly KeepRule[] {
  return text.split(',').map((name) => {
    const rule = KEEP_RULES.find((known) => known === name.trim());
    if (rule === undefined) throw new InvalidArgumentError(`There is no rule "${name}". Rules: ${KEEP_RULES.join(', ')}.`);
    return rule;
  });
}

async function keep(folder: string, { issue, where, off, json }: KeepOptions, context: CliContext): Promise<void> {
  const body = { issue, on: off !== true, query: queryOf(where) };
  const answer = await withDataset(folder, context, { access: 'write' }, ({ client, route }) =>
    client.post<TagAnswer>(`${route}/not-issue`, body),
  );
  await printDecision(answer, json === true, context);
}

async function notDuplicates(folder: string, { where, json }: NotDuplicatesOptions, context: CliContext): Promise<void> {
  const query = queryOf(where);
  const answer = await withDataset(folder, context, { access: 'write' }, async ({ client, route }) => {
    const ids: number[] = [];
    for (let matching = 1; ids.length < matching; ) {
      const page = { query, fields: ['id'], limit: PAGE_ROWS, offset: ids.length };
      const found = await client.post<RowsAnswer>(`${route}/rows`, page);
      for (const { id } of found.rows) ids.push(Number(id));
      matching = found.rows.length === 0 ? 0 : found.matching;
    }
    if (ids.length < 2) throw new WinnowError('bad_request', `${ids.length} samples match; it takes two to be no duplicates.`);
    return client.post<TagAnswer>(`${route}/not-duplicates`, { ids, single: null });
  });
  await printDecision(answer, json === true, context);
}

async function keepBest(folder: string, { kind, rules, where, json }: KeepBestOptions, context: CliContext): Promise<void> {
  const query = where === undefined ? {} : { query: queryOf(where) };
  const body: KeepBestRequest = { kind, rules: [...rules], groups: null, ...query };
  const answer = await withDataset(folder, context, { access: 'write' }, ({ client, route }) =>
    client.post<TagAnswer>(`${route}/groups/keep-best`, body),
  );
  await printDecision(answer, json === true, context);
}
