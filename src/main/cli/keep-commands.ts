import { type Command, InvalidArgumentError, Option } from 'commander';
import type { KeepBestRequest, TagAnswer } from '../../shared/api.ts';
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

interface KeepBestOptions extends DecisionOptions {
  readonly kind: GroupKind;
  readonly rules: readonly KeepRule[];
  readonly where?: string;
}

/** `winnow keep` and `winnow keep-best` */
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

async function keepBest(folder: string, { kind, rules, where, json }: KeepBestOptions, context: CliContext): Promise<void> {
  const query = where === undefined ? {} : { query: queryOf(where) };
  const body: KeepBestRequest = { kind, rules: [...rules], groups: null, ...query };
  const answer = await withDataset(folder, context, { access: 'write' }, ({ client, route }) =>
    client.post<TagAnswer>(`${route}/groups/keep-best`, body),
  );
  await printDecision(answer, json === true, context);
}
