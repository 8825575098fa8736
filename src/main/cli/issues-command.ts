import { type Command, InvalidArgumentError } from 'commander';
import type { IssueRowsAnswer } from '../../shared/api.ts';
import {
  ISSUE_KINDS,
  type IssueCount,
  type IssueKind,
  type IssueNeed,
  type IssueRow,
  isIssueKind,
  needOf,
} from '../../shared/issue.ts';
import { ISSUES } from '../../shared/issue-meanings.ts';
import type { Filter, Query } from '../../shared/query.ts';
import { didYouMean } from '../../shared/query-problem.ts';
import type { CliContext } from './cli-context.ts';
import { rowFormatOptions, whereOption, wholeNumber } from './option-values.ts';
import { queryOf } from './query-options.ts';
import { type RowFormat, rowWriter } from './row-writer.ts';
import type { Row } from './table.ts';
import { type OpenedDataset, withDataset } from './with-dataset.ts';

/** Rows asked for at once. */
const PAGE_ROWS = 2000;
const TABLE_FIELDS = ['kind', 'path', 'class', 'score', 'reason', 'group', 'suggestion'];
const CSV_FIELDS = ['kind', 'path', 'score', 'reason', 'group', 'class', 'suggestion', 'related'];
const SUMMARY_FIELDS = ['kind', 'title', 'severity', 'samples', 'open', 'groups', 'openGroups', 'kept', 'cut'];

interface IssuesOptions extends RowFormat {
  readonly kind?: readonly IssueKind[];
  readonly where?: string;
  readonly open?: boolean;
  readonly limit?: number;
  readonly summary?: boolean;
}

/** `winnow issues` */
export function addIssuesCommand(program: Command, context: CliContext): void {
  const command = program
    .command('issues')
    .description('list what is wrong with the samples, with reasons: by kind, the most severe first')
    .argument('<folder>', 'the dataset')
    .option('--kind <list>', `only these kinds, of ${ISSUE_KINDS.join(', ')}`, issueKinds)
    .addOption(whereOption())
    .option('--open', 'only samples tagged neither "remove" nor "keep"')
    .option('--limit <n>', 'at most so many rows', wholeNumber)
    .option('--summary', 'one row a kind, with counts')
    .action((folder: string, options: IssuesOptions) => printIssues(folder, options, context));
  for (const option of rowFormatOptions()) command.addOption(option);
}

/** One kind. @throws what commander turns into a usage error */
export function issueKind(text: string): IssueKind {
  const kind = text.trim();
  if (isIssueKind(kind)) return kind;
  throw new InvalidArgumentError(`There is no kind "${kind}".${didYouMean(kind, ISSUE_KINDS)}`);
}

const issueKinds = (text: string): readonly IssueKind[] => text.split(',').map(issueKind);

async function printIssues(folder: string, options: IssuesOptions, context: CliContext): Promise<void> {
  const asked = queryOf(options.where);
  const query = options.open ? openOnly(asked) : asked;
  await withDataset(folder, context, { access: 'read' }, async (opened) => {
    if (options.summary) await printSummary(opened, query, options, context);
    else await printRows(opened, query, options, context);
    if (options.kind !== undefined) await sayWhatIsUnknown(opened, options.kind, context);
  });
}

/** No rows of a kind that nothing can be said of would look like an answer. */
async function sayWhatIsUnknown(
  { client, route }: OpenedDataset,
  kinds: readonly IssueKind[],
  context: CliContext,
): Promise<void> {
  const counts = await client.post<readonly IssueCount[]>(`${route}/issues`, {});
  for (const count of counts) {
    const need = needOf(count);
    if (kinds.includes(count.kind) && need !== null) await context.err.write(`${count.kind}: ${WHAT_TO_DO[need]}\n`);
  }
}

const WHAT_TO_DO: Readonly<Record<IssueNeed, string>> = {
  embeddings: 'needs embeddings; make them with "winnow embed"',
  predictions: 'needs predictions; import some with "winnow predictions"',
  boxes: 'needs boxes; annotations in the folder, or named with "winnow index --labels", give them',
  'smaller-run': 'the active run has more probabilities than are held in memory; import fewer classes or samples',
  annotations: 'needs labels of several annotators; import some with "winnow annotations"',
};

function openOnly(query: Query): Query {
  const decided: Filter = {
    kind: 'or',
    of: [
      { kind: 'equals', field: 'tag', value: 'remove' },
      { kind: 'equals', field: 'tag', value: 'keep' },
    ],
  };
  const of: readonly Filter[] = [...(query.filter === null ? [] : [query.filter]), { kind: 'not', of: decided }];
  return { ...query, filter: { kind: 'and', of } };
}

async function printSummary(
  { client, route }: OpenedDataset,
  query: Query,
  options: IssuesOptions,
  context: CliContext,
): Promise<void> {
  const counts = await client.post<readonly IssueCount[]>(`${route}/issues`, query.filter === null ? {} : { query });
  const writer = rowWriter(context.out, SUMMARY_FIELDS, options);
  const wanted = counts.filter(({ kind }) => options.kind === undefined || options.kind.includes(kind));
  const isFound = ({ samples, groups, kept }: IssueCount): boolean => samples + groups + kept > 0;
  const isForMachines = options.json || options.jsonl || options.csv;
  await writer.write((isForMachines ? wanted : wanted.filter(isFound)).map(summaryRow));
  await writer.end();
}

function summaryRow({ defaultCut: _, ...count }: IssueCount): Row {
  const { title, severity } = ISSUES[count.kind];
  return { title, severity, ...count };
}

async function printRows(
  { client, route }: OpenedDataset,
  query: Query,
  options: IssuesOptions,
  context: CliContext,
): Promise<void> {
  const isForMachines = options.json || options.jsonl || options.csv;
  const writer = rowWriter(context.out, isForMachines ? CSV_FIELDS : TABLE_FIELDS, options);
  const end = options.limit ?? Number.POSITIVE_INFINITY;
  for (let offset = 0; offset < end; ) {
    context.signal.throwIfAborted();
    const limit = Math.min(PAGE_ROWS, end - offset);
    const { rows, total } = await client.post<IssueRowsAnswer>(`${route}/issues/rows`, {
      ...(options.kind === undefined ? {} : { kinds: options.kind }),
      ...(query.filter === null ? {} : { query }),
      limit,
      offset,
    });
    await writer.write(isForMachines ? rows.map(asRow) : rows.map(tableRow));
    offset += limit;
    if (offset >= total) break;
  }
  await writer.end();
}

function asRow(row: IssueRow): Row {
  return { ...row };
}

/** A score as a person reads it. */
function tableRow(row: IssueRow): Row {
  return { ...row, score: Number(row.score.toFixed(3)) };
}
