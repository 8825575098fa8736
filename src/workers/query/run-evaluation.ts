import { WinnowError } from '../../shared/errors.ts';
import type { Query } from '../../shared/query.ts';
import { calibrationErrors } from '../../shared/reliability.ts';
import { mcNemar } from '../../shared/run-comparison.ts';
import { probabilityFieldOf } from '../../shared/score.ts';
import { averagePrecision, drawnCurve, rocArea } from '../../shared/score-curve.ts';
import { type Steps, stepByStep } from '../duplicates/steps.ts';
import { compareRuns } from '../evaluation/compare-runs.ts';
import { confusionOf } from '../evaluation/confusion-of.ts';
import { labelRanks, NO_RANK, topKAccuracy } from '../evaluation/label-ranks.ts';
import { reliabilityOf } from '../evaluation/reliability-of.ts';
import { scoreCurveOf } from '../evaluation/score-curve-of.ts';
import { type Labels, NO_CLASS } from '../label-quality/probabilities.ts';
import { type Bits, bitsWhere, countBits, intersect, subtract } from './bits.ts';
import type { QueryCalls } from './calls.ts';
import type { Columns } from './columns.ts';
import { labelBoxesIn, predictedBoxesIn } from './compared-boxes.ts';
import { evaluate } from './evaluate.ts';
import { withStatus } from './file-issues.ts';
import { classPlace, type PlacedRun } from './predictions.ts';
import { compareCodePoints } from './text-column.ts';
import type { Checkpoint } from './turns.ts';

/** Bins of a calibration curve, as is usual. */
const BINS = 15;
/** Of top-k accuracy. */
const MOST_K = 10;
/** Of a curve that is drawn. */
const MOST_POINTS = 200;

/** Labels and what runs predict by row, over one list of classes: those of the labels and of the runs, sorted. */
interface Judged {
  readonly classes: readonly string[];
  readonly labels: Labels;
  /** One for each run. */
  readonly predicted: readonly Labels[];
  /** Of the query, without those whose files are gone. */
  readonly rows: Bits;
}

const done = <T>(steps: Steps<T>, checkpoint: Checkpoint): Promise<T> => stepByStep(steps, checkpoint, () => undefined);

export async function confusion(
  { run, query, detection }: QueryCalls['confusion']['input'],
  columns: Columns,
  checkpoint: Checkpoint,
): Promise<Omit<QueryCalls['confusion']['output'], 'revision'>> {
  const placed = await columns.predictions.placedById(run, checkpoint);
  if (placed.run.boxes !== null) {
    const { detections } = columns;
    const boxes = await detections.compared(placed.run.name, checkpoint);
    const rows = await rowsOf(query, columns, checkpoint);
    const counted = await detections.confusion(boxes, detection ?? detections.settings, rows, checkpoint);
    return { runId: placed.run.id, run: placed.run.name, classes: boxes.classes, ...counted };
  }
  const { classes, labels, predicted, rows } = await judged([placed], query, columns, checkpoint);
  const { counts } = confusionOf({ labels, predicted: predicted[0] ?? labels, rows }, classes.length);
  return { runId: placed.run.id, run: placed.run.name, classes, detection: null, counts: Uint32Array.from(counts) };
}

/** Boxes of a query's annotated samples, to be measured by another thread. */
export async function comparedBoxes(
  { run, query }: QueryCalls['comparedBoxes']['input'],
  columns: Columns,
  checkpoint: Checkpoint,
): Promise<Omit<QueryCalls['comparedBoxes']['output'], 'revision'>> {
  const placed = await columns.predictions.placedById(run, checkpoint);
  const { labels, predictions, classes, annotated } = await columns.detections.compared(placed.run.name, checkpoint);
  const rows = await rowsOf(query, columns, checkpoint);
  intersect(rows, annotated);
  return {
    runId: placed.run.id,
    run: placed.run.name,
    classes,
    samples: countBits(rows),
    labels: labelBoxesIn(labels, rows),
    predictions: predictedBoxesIn(predictions, rows),
  };
}

/** What became of samples from one run to another. */
export async function comparison(
  { before, after, query }: QueryCalls['compareRuns']['input'],
  columns: Columns,
  checkpoint: Checkpoint,
): Promise<Omit<QueryCalls['compareRuns']['output'], 'revision'>> {
  const placed = [
    await columns.predictions.placedById(before, checkpoint),
    await columns.predictions.placedById(after, checkpoint),
  ];
  for (const { run } of placed) if (run.boxes !== null) throw comparesClasses(run.name);
  const { classes, labels, predicted, rows } = await judged(placed, query, columns, checkpoint);
  const [first = labels, second = labels] = predicted;
  const compared = compareRuns({ labels, before: first, after: second, rows }, classes.length);
  const { counts } = compared;
  return {
    classes,
    counts,
    pValue: mcNemar(counts.better, counts.worse).pValue,
    before: Uint32Array.from(compared.before.counts),
    after: Uint32Array.from(compared.after.counts),
  };
}

/** How far a run's confidence can be trusted, and how its probabilities rank classes and samples. */
export async function evaluation(
  { run, query, class: positive }: QueryCalls['evaluation']['input'],
  columns: Columns,
  checkpoint: Checkpoint,
): Promise<Omit<QueryCalls['evaluation']['output'], 'revision'>> {
  const placed = await columns.predictions.placedById(run, checkpoint);
  if (placed.run.boxes !== null) return { calibration: null, topK: null, curve: null };
  if (positive !== null) classPlace(placed.run, positive);
  const sample = await judged([placed], query, columns, checkpoint);
  const { hasConfidence, hasProbabilities } = placed.run;
  return {
    calibration: hasConfidence ? await calibration(placed, sample, columns, checkpoint) : null,
    topK: hasProbabilities ? await topK(placed, sample, columns, checkpoint) : null,
    curve: hasProbabilities && positive !== null ? await curve(placed, positive, sample, columns, checkpoint) : null,
  };
}

async function calibration(
  { run }: PlacedRun,
  { labels, predicted, rows }: Judged,
  { predictions }: Columns,
  checkpoint: Checkpoint,
): Promise<QueryCalls['evaluation']['output']['calibration']> {
  const confidences = await predictions.numbers('confidence', run.name, checkpoint);
  const samples = { labels, predicted: predicted[0] ?? labels, rows, confidences };
  const bins = await done(reliabilityOf(samples, { bins: BINS, kind: 'equal-width' }), checkpoint);
  return { bins, ...calibrationErrors(bins) };
}

/** Labels that the run does not know, and those of samples that it has not seen, count as not found. */
async function topK(
  placed: PlacedRun,
  { labels, rows }: Judged,
  { predictions }: Columns,
  checkpoint: Checkpoint,
): Promise<readonly number[]> {
  const { run, places } = placed;
  const ofRun = await predictions.labels(placed, checkpoint);
  const byPlace = new Uint32Array(run.samples);
  const classes = run.classes.length;
  await predictions.cache.eachRows(run, checkpoint, async ({ first, values }) => {
    const some = ofRun.subarray(first, first + values.length / classes);
    byPlace.set(await done(labelRanks(some, { classes, values }), checkpoint), first);
  });
  const ranks = new Uint32Array(places.length);
  for (let row = 0; row < ranks.length; row++) ranks[row] = byPlace[places[row] ?? -1] ?? NO_RANK;
  await checkpoint();
  return Array.from({ length: Math.min(MOST_K, classes) }, (_, k) => topKAccuracy(labels, ranks, k + 1, rows));
}

async function curve(
  { run }: PlacedRun,
  positive: string,
  { classes, labels, rows }: Judged,
  { predictions }: Columns,
  checkpoint: Checkpoint,
): Promise<QueryCalls['evaluation']['output']['curve']> {
  const scores = await predictions.numbers(probabilityFieldOf(positive), run.name, checkpoint);
  const found = await done(scoreCurveOf({ labels, scores, rows }, classes.indexOf(positive)), checkpoint);
  const points = drawnCurve(found, MOST_POINTS).map(({ threshold, precision, recall }) => ({ threshold, precision, recall }));
  return { averagePrecision: averagePrecision(found), rocArea: rocArea(found), points };
}

/** Of a query, without those whose files are gone. */
async function rowsOf(query: Query | null, columns: Columns, checkpoint: Checkpoint): Promise<Bits> {
  const { store } = columns;
  const rows = await evaluate(query?.filter ?? null, columns, checkpoint);
  await store.ready(['status'], checkpoint);
  subtract(rows, bitsWhere(store.size, withStatus(store, 'missing')));
  return rows;
}

function comparesClasses(run: string): WinnowError {
  const message = `The run "${run}" has boxes; only runs that say a class of each sample can be compared with another.`;
  return new WinnowError('bad_request', message);
}

async function judged(
  placed: readonly PlacedRun[],
  query: Query | null,
  columns: Columns,
  checkpoint: Checkpoint,
): Promise<Judged> {
  const { store } = columns;
  const rows = await rowsOf(query, columns, checkpoint);
  await store.ready(['label'], checkpoint);
  const { dictionary, values } = store.texts.label;
  const inUse = new Uint8Array(dictionary.length);
  for (let row = 0; row < store.size; row++) inUse[values[row] ?? 0] = 1;
  const given = dictionary.flatMap((name, code) => (name === null || inUse[code] === 0 ? [] : [name]));
  const classes = [...new Set([...given, ...placed.flatMap(({ run }) => run.classes)])].sort(compareCodePoints);
  const placeOf = new Map(classes.map((name, place) => [name, place]));
  const translate = (codes: Uint32Array, names: readonly (string | null)[]): Labels => {
    const places = Int32Array.from(names, (name) => placeOf.get(name ?? '') ?? NO_CLASS);
    places[0] = NO_CLASS;
    const found = new Int32Array(store.size);
    for (let row = 0; row < found.length; row++) found[row] = places[codes[row] ?? 0] ?? NO_CLASS;
    return found;
  };
  await checkpoint();
  const predicted = placed.map(({ run, codes }) => translate(codes, [null, ...run.classes]));
  return { classes, labels: translate(values, dictionary), predicted, rows };
}
