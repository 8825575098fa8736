import type { Command } from 'commander';
import { confusionMetrics } from '../../shared/class-metrics.ts';
import { type ConfusionMatrix, countAt } from '../../shared/confusion.ts';
import { decodeFrame } from '../../shared/frame.ts';
import type { PredictionState } from '../../shared/prediction.ts';
import type { ConfusionAnswer, ConfusionRequest, EvaluationAnswer } from '../../shared/prediction-api.ts';
import { topConfusions } from '../../shared/top-confusions.ts';
import { errorOf } from './ask-door.ts';
import type { CliContext } from './cli-context.ts';
import { findRun } from './find-run.ts';
import { whereOption } from './option-values.ts';
import { queryOf } from './query-options.ts';
import { type Row, tableHead, tableLines, tableWidths } from './table.ts';
import { type OpenedDataset, withDataset } from './with-dataset.ts';

interface ConfusionOptions {
  readonly run?: string;
  readonly where?: string;
  readonly json?: boolean;
}

/** A matrix with more classes is no table for a terminal. */
const MOST_COLUMNS = 20;
const MOST_CONFUSIONS = 10;

/** `winnow confusion` */
export function addConfusionCommand(program: Command, context: CliContext): void {
  program
    .command('confusion')
    .description('count samples by label and prediction; accuracy, precision and recall')
    .argument('<folder>', 'the dataset')
    .option('--run <name>', 'a run of "winnow predictions" (default: the active one)')
    .addOption(whereOption())
    .option('--json', 'print {run, classes, matrix, perClass, accuracy, …}')
    .action((folder: string, options: ConfusionOptions) => printConfusion(folder, options, context));
}

async function printConfusion(folder: string, options: ConfusionOptions, context: CliContext): Promise<void> {
  const query = queryOf(options.where);
  const judged = await withDataset(folder, context, { access: 'read' }, async (opened) => {
    const { client, route } = opened;
    const run =
      options.run === undefined ? null : findRun(await client.get<PredictionState>(`${route}/predictions`), options.run).id;
    const body: ConfusionRequest = { ...(run === null ? {} : { run }), query };
    const { header, matrix } = await readMatrix(opened, body);
    return { ...header, matrix, evaluation: await client.post<EvaluationAnswer>(`${route}/evaluation`, body) };
  });
  await context.out.write(options.json ? `${JSON.stringify(asJson(judged))}\n` : describe(judged));
}

interface Judged extends ConfusionAnswer {
  readonly matrix: ConfusionMatrix;
  readonly evaluation: EvaluationAnswer;
}

async function readMatrix(
  { client, route }: OpenedDataset,
  body: ConfusionRequest,
): Promise<{ readonly header: ConfusionAnswer; readonly matrix: ConfusionMatrix }> {
  const response = await client.fetch(`${route}/confusion`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  if (!response.ok) throw await errorOf(response);
  const { header, columns } = decodeFrame<ConfusionAnswer>(await response.arrayBuffer());
  const { counts } = columns;
  return {
    header,
    matrix: { classes: header.classes.length, counts: counts instanceof Uint32Array ? counts : new Uint32Array(0) },
  };
}

/** `matrix`: rows = label, columns = prediction, over `classes`; `matrixWithNone` has "none" as the last row and column. */
function asJson({ run, classes, matrix, evaluation }: Judged): unknown {
  const { perClass, ...metrics } = confusionMetrics(matrix);
  const rows = (side: number): readonly (readonly number[])[] =>
    Array.from({ length: side }, (_, row) => Array.from({ length: side }, (_each, column) => countAt(matrix, row, column)));
  return {
    run,
    classes,
    matrix: rows(classes.length),
    matrixWithNone: rows(classes.length + 1),
    perClass: classes.map((name, k) => ({ class: name, ...perClass[k] })),
    ...metrics,
    calibration: evaluation.calibration,
    topK: evaluation.topK,
  };
}

function describe({ run, classes, matrix, evaluation }: Judged): string {
  const { perClass, accuracy, support, macro, weighted } = confusionMetrics(matrix);
  const nameOf = (place: number): string => classes[place] ?? '(none)';
  const table = (fields: readonly string[], rows: readonly Row[]): string => {
    const widths = tableWidths(fields, rows);
    return `${tableHead(fields, widths)}${tableLines(fields, widths, rows)}`;
  };
  const metrics = classes.map((name, k) => ({
    class: name,
    precision: digits(perClass[k]?.precision),
    recall: digits(perClass[k]?.recall),
    f1: digits(perClass[k]?.f1),
    support: perClass[k]?.support ?? 0,
  }));
  const { calibration, topK } = evaluation;
  const lines = [
    `${run}: accuracy ${digits(accuracy)} of ${support} labelled samples; F1 ${digits(macro.f1)} (macro), ${digits(weighted.f1)} (weighted)`,
    calibration === null ? null : `calibration error ${digits(calibration.expected)}`,
    topK === null || topK.length < 5 ? null : `label among the 5 most probable classes: ${digits(topK[4])}`,
  ].filter((line) => line !== null);
  const confusions = topConfusions(matrix, { limit: MOST_CONFUSIONS, withNone: false }).map(({ row, column, count, share }) => ({
    label: nameOf(row),
    prediction: nameOf(column),
    samples: count,
    share: digits(share),
  }));
  const parts = [
    `${lines.join('\n')}\n`,
    classes.length > MOST_COLUMNS ? null : matrixTable(classes, matrix, table),
    table(['class', 'precision', 'recall', 'f1', 'support'], metrics),
    confusions.length === 0 ? null : table(['label', 'prediction', 'samples', 'share'], confusions),
  ];
  return parts.filter((part) => part !== null).join('\n');
}

function matrixTable(
  classes: readonly string[],
  matrix: ConfusionMatrix,
  table: (fields: readonly string[], rows: readonly Row[]) => string,
): string {
  const corner = 'label \\ prediction';
  const columns = [...classes, '(none)'];
  const rows = columns.map((label, row) => {
    const counts = columns.map((_, column) => [String(column), countAt(matrix, row, column)] as const);
    return { [corner]: label, ...Object.fromEntries(counts.map(([column, count]) => [columns[Number(column)] ?? '', count])) };
  });
  return table([corner, ...columns], rows);
}

const digits = (value: number | undefined): number => Number((value ?? 0).toFixed(3));
