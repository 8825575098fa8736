import { type Command, InvalidArgumentError } from 'commander';
import {
  type AutoCleanReport,
  type CleaningStep,
  FEW_TRUSTED,
  gainError,
  REPAIRS,
  standardError,
  TRUSTED_TAG,
  verdictOf,
} from '../../shared/auto-clean.ts';
import type { AutoCleanRequest } from '../../shared/auto-clean-request.ts';
import type { TagAnswer } from '../../shared/decision-api.ts';
import { WinnowError } from '../../shared/errors.ts';
import { isIssueKind } from '../../shared/issue.ts';
import type { Job } from '../../shared/job.ts';
import type { CliContext } from './cli-context.ts';
import { followJob } from './follow-job.ts';
import { wholeNumber } from './option-values.ts';
import { queryOf } from './query-options.ts';
import { type Row, tableHead, tableLines, tableWidths } from './table.ts';
import { withDataset } from './with-dataset.ts';

interface AutoCleanOptions {
  readonly trusted: string;
  readonly seed?: number;
  readonly decide?: string;
  readonly json?: boolean;
}

const FIELDS = ['round', 'detector', 'repair', 'samples', 'before', 'after', 'gain', 'mended', 'broken', 'verdict'];

/** `winnow auto-clean` */
export function addAutoCleanCommand(program: Command, context: CliContext): void {
  program
    .command('auto-clean')
    .description('try repairs and say which raise the accuracy on samples that you trust; changes nothing by itself')
    .argument('<folder>', 'the dataset, with embeddings')
    .option('--trusted <query>', 'samples whose labels you vouch for; they are not learned from', `tag:${TRUSTED_TAG}`)
    .option('--seed <n>', 'of the folds that doubted labels are found by (default: 0)', wholeNumber)
    .option(
      '--decide <detector:repair>',
      'then make the decisions of one step, e.g. label:relabel; one undo takes them back',
      stepName,
    )
    .option('--json', 'print the table as JSON')
    .action((folder: string, options: AutoCleanOptions) => autoClean(folder, options, context));
}

function stepName(text: string): string {
  const [detector = '', repair = '', ...rest] = text.split(':');
  if (isIssueKind(detector) && REPAIRS.some((one) => one === repair) && rest.length === 0) return text;
  throw new InvalidArgumentError(`Expected a kind of issue and one of ${REPAIRS.join(', ')}, as in label:relabel.`);
}

async function autoClean(folder: string, options: AutoCleanOptions, context: CliContext): Promise<void> {
  const { trusted, seed, decide, json } = options;
  const body: AutoCleanRequest = { trusted: queryOf(trusted), ...(seed === undefined ? {} : { seed }) };
  await withDataset(folder, context, { access: 'write' }, async ({ client, route }) => {
    const job = await client.post<Job>(`${route}/auto-clean`, body);
    const report = (await followJob(client, job, context)).result as AutoCleanReport;
    const step = decide === undefined ? null : placeOf(report, decide);
    const decided = step === null ? null : await client.post<TagAnswer>(`${route}/auto-clean/decide`, { job: job.id, step });
    if (json === true) {
      const { decisionId, changed, message } = decided ?? {};
      await context.out.write(
        `${JSON.stringify(decided === null ? report : { ...report, decision: { decisionId, changed, message } })}\n`,
      );
      return;
    }
    await context.out.write(`${describe(report)}${decided === null ? 'Nothing was changed.' : decided.message}\n`);
  });
}

/** Of a step tried in several rounds, the one that was kept, else the first. @throws {WinnowError} bad_request */
function placeOf({ steps }: AutoCleanReport, name: string): number {
  const places = [...steps.keys()].filter((place) => nameOf(steps[place]) === name);
  const [first] = places;
  if (first !== undefined) return places.find((place) => steps[place]?.isKept) ?? first;
  const tried = [...new Set(steps.map(nameOf))].join(', ');
  throw new WinnowError('bad_request', `"${name}" was not tried. Tried were: ${tried === '' ? 'none' : tried}.`);
}

const nameOf = (step: CleaningStep | undefined): string => (step === undefined ? '' : `${step.detector}:${step.repair}`);

function describe(report: AutoCleanReport): string {
  const { trusted, learned, classes, model, accuracyBefore, accuracyAfter, steps } = report;
  const lines = [
    `${trusted} trusted samples, ${learned} others learned from, ${classes} classes, ${model}`,
    `accuracy on the trusted ones: ${points(accuracyBefore)} ± ${points(standardError(accuracyBefore, trusted))} %`,
    ...(trusted < FEW_TRUSTED ? [`With fewer than ${FEW_TRUSTED} trusted samples hardly any gain can be told from chance.`] : []),
  ];
  const rows = steps.map((step) => rowOf(step, trusted));
  const widths = tableWidths(FIELDS, rows);
  const table =
    rows.length === 0
      ? 'Nothing was found that could be repaired.\n'
      : tableHead(FIELDS, widths) + tableLines(FIELDS, widths, rows);
  const kept = steps.filter(({ isKept }) => isKept);
  const sum =
    kept.length === 0
      ? 'No repair raises the accuracy beyond chance.'
      : `${kept.map(nameOf).join(', then ')}: ${points(accuracyBefore)} -> ${points(accuracyAfter)} %, chosen by the same trusted samples, so a little too hopeful.`;
  const warnings = steps.filter(({ uneven }) => uneven.length > 0).map(unevenWords);
  return `${lines.join('\n')}\n${table}${[...warnings, sum].join('\n')}\n`;
}

function rowOf(step: CleaningStep, trusted: number): Row {
  const { round, detector, repair, touched, accuracyBefore, accuracyAfter, mended, broken, isKept } = step;
  const gain = accuracyAfter - accuracyBefore;
  return {
    ...{ round: round + 1, detector, repair, samples: touched, mended, broken },
    before: points(accuracyBefore),
    after: points(accuracyAfter),
    gain: `${gain < 0 ? '' : '+'}${points(gain)} ± ${points(gainError(step, trusted))}`,
    verdict: isKept ? 'kept' : VERDICTS[verdictOf(step)],
  };
}

const VERDICTS = { gain: 'gain', noise: 'within noise', nothing: 'no difference', loss: 'loss' } as const;

/** Percent, to a tenth. */
const points = (share: number): string => (share * 100).toFixed(1);

function unevenWords(step: CleaningStep): string {
  const all = step.uneven.map((loss) => `${points(loss.share)} % of "${loss.class}"`).join(', ');
  return `warning: ${nameOf(step)} takes much more of some classes than of the others: ${all}`;
}
