import type { Command } from 'commander';
import { confusionMetrics } from '../../shared/class-metrics.ts';
import type { ConfusionMatrix } from '../../shared/confusion.ts';
import type { DetectionSettings } from '../../shared/detection.ts';
import { decodeFrame } from '../../shared/frame.ts';
import type { PredictionState } from '../../shared/prediction.ts';
import type { ConfusionAnswer, ConfusionRequest, DetectionAnswer, EvaluationAnswer } from '../../shared/prediction-api.ts';
import { topConfusions } from '../../shared/top-confusions.ts';
import { errorOf } from './ask-door.ts';
import type { CliContext } from './cli-context.ts';
import { describeDetection, detectionAsJson } from './describe-detection.ts';
import { findRun } from './find-run.ts';
import { matrixRows, matrixTable } from './matrix-table.ts';
import { share, whereOption } from './option-values.ts';
import { queryOf } from './query-options.ts';
import { textTable } from './table.ts';
import { type OpenedDataset, withDataset } from './with-dataset.ts';

interface ConfusionOptions {
  readonly run?: string;
  readonly where?: string;
  readonly iou?: number;
  readonly minConfidence?: number;
  readonly json?: boolean;
}

/** A matrix with more classes is no table for a terminal. */
const MOST_COLUMNS = 20;
const MOST_CONFUSIONS = 10;

/** `winnow confusion` */
export function addConfusionCommand(program: Command, context: CliContext): void {
  program
    .command('confusion')
    .description(
      'count samples by label and prediction; accuracy, precision and recall; of a run of boxes: COCO’s average precision, and boxes by class',
    )
    .argument('<folder>', 'the dataset')
    .option('--run <name>', 'a run of "winnow predictions" (default: the active one)')
    .addOption(whereOption())
    .option('--iou <x>', 'of boxes: overlap from which on a box counts as found', share)
    .option('--min-confidence <x>', 'of boxes: leave out those of which the run is less sure', share)
    .option('--json', 'print {run, classes, matrix, perClass, accuracy, …}')
    .action((folder: string, options: ConfusionOptions) => printConfusion(folder, options, context));
}

async function printConfusion(folder: string, options: ConfusionOptions, context: CliContext): Promise<void> {
  const query = queryOf(options.where);
  const judged = await withDataset(folder, context, { access: 'read' }, async (opened) => {
    const { client, route } = opened;
    const run =
      options.run === undefined ? null : findRun(await client.get<PredictionState>(`${route}/predictions`), options.run).id;
    const { iou, minConfidence } = options;
    const settings = await client.get<DetectionSettings>(`${route}/detection-settings`);
    const detection = { leastOverlap: iou ?? settings.leastOverlap, leastScore: minConfidence ?? settings.leastScore };
    const body: ConfusionRequest = { ...(run === null ? {} : { run }), query, detection };
    const { header, matrix } = await readMatrix(opened, body);
    if (header.detection !== null) {
      return {
        ...header,
        matrix,
        detection: header.detection,
        measured: await client.post<DetectionAnswer>(`${route}/detection`, body),
      };
    }
    return { ...header, matrix, detection: null, evaluation: await client.post<EvaluationAnswer>(`${route}/evaluation`, body) };
  });
  if (judged.detection !== null) {
    await context.out.write(options.json ? `${JSON.stringify(detectionAsJson(judged))}\n` : describeDetection(judged));
    return;
  }
  await context.out.write(options.json ? `${JSON.stringify(asJson(judged))}\n` : describe(judged));
}

interface Judged extends ConfusionAnswer {
  readonly detection: null;
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
  return {
    run,
    classes,
    matrix: matrixRows(matrix, classes.length),
    matrixWithNone: matrixRows(matrix, classes.length + 1),
    perClass: classes.map((name, k) => ({ class: name, ...perClass[k] })),
    ...metrics,
    calibration: evaluation.calibration,
    topK: evaluation.topK,
  };
}

function describe({ run, classes, matrix, evaluation }: Judged): string {
  const { perClass, accuracy, support, macro, weighted } = confusionMetrics(matrix);
  const nameOf = (place: number): string => classes[place] ?? '(none)';
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
    classes.length > MOST_COLUMNS ? null : matrixTable(classes, matrix),
    textTable(['class', 'precision', 'recall', 'f1', 'support'], metrics),
    confusions.length === 0 ? null : textTable(['label', 'prediction', 'samples', 'share'], confusions),
  ];
  return parts.filter((part) => part !== null).join('\n');
}

const digits = (value: number | undefined): number => Number((value ?? 0).toFixed(3));
