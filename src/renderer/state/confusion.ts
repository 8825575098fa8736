import { keepPreviousData, skipToken, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ConfusionMatrix } from '../../shared/confusion.ts';
import type { DetectionCounts, DetectionSettings } from '../../shared/detection.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { Column } from '../../shared/frame.ts';
import type { PredictionRun, PredictionState } from '../../shared/prediction.ts';
import type { CompareRunsAnswer, DetectionAnswer, EvaluationAnswer } from '../../shared/prediction-api.ts';
import { DEFAULT_QUERY, type Filter, type Query } from '../../shared/query.ts';
import type { DatasetId } from '../../shared/sample.ts';
import { api } from './api.ts';
import type { NamedRun } from './confusion-part.ts';
import { baseFilter, closePart, useConfusionStore } from './confusion-store.ts';
import { useDatasetStore } from './dataset-store.ts';
import { useJobsStore } from './jobs-store.ts';
import { datasetKey, queryClient } from './query-client.ts';
import { useQueryStore } from './query-store.ts';
import { told } from './told.ts';
import { useUiStore } from './ui-store.ts';

/** What the matrix is drawn from. */
export interface Confusion {
  readonly classes: readonly string[];
  /** Of the active run. */
  readonly matrix: ConfusionMatrix;
  /** Of the run it is compared with, over the same samples; null: it is looked at alone. */
  readonly before: ConfusionMatrix | null;
  readonly comparison: Pick<CompareRunsAnswer, 'counts' | 'pValue'> | null;
  /** Boxes are counted; null: samples. */
  readonly detection: DetectionCounts | null;
}

const KEPT_MS = 60_000;

/** Runs of the open dataset. */
export function usePredictions(): UseQueryResult<PredictionState> {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const ended = useJobsStore(
    ({ jobs }) => jobs.filter(({ datasetId, endedMs }) => datasetId === dataset && endedMs !== null).length,
  );
  return useQuery({
    queryKey: dataset === null ? ['no dataset'] : datasetKey(dataset, 'predictions', ended),
    queryFn: dataset === null ? skipToken : ({ signal }) => api.predictions(dataset, signal),
    placeholderData: keepPreviousData,
  });
}

/** The run that queries see; null: there is none. */
export function activeRun(state: PredictionState): PredictionRun | null {
  return state.runs.find(({ id }) => id === state.activeId) ?? null;
}

/** The run that the active one is compared with; null: none. */
export function comparedRun(state: PredictionState, comparedId: number | null): PredictionRun | null {
  if (activeRun(state)?.boxes !== null) return null;
  return state.runs.find(({ id, boxes }) => id === comparedId && id !== state.activeId && boxes === null) ?? null;
}

/** The runs that a matrix is of, as queries name them: the active one first. */
export function namedRuns(active: PredictionRun, before: PredictionRun | null): readonly NamedRun[] {
  const now = { name: null, classes: active.classes, hasBoxes: active.boxes !== null };
  return before === null ? [now] : [now, { name: before.name, classes: before.classes }];
}

/** What the matrix is counted from. */
export function useMatrixFilter(): Filter | null {
  const filter = useQueryStore((state) => state.query.filter);
  const clauses = useConfusionStore((state) => state.clauses);
  const own = useConfusionStore((state) => state.own);
  return baseFilter(filter, { clauses, own });
}

/** Counts of the active run, or of two runs; those of the answer before until the next is there. @param before to compare with */
export function useConfusion(active: PredictionRun | null, before: PredictionRun | null): UseQueryResult<Confusion> {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const query = queryOf(useMatrixFilter());
  const runs = { active: active?.id ?? null, before: before?.id ?? null };
  return useQuery({
    queryKey: dataset === null ? ['no dataset'] : confusionKey(dataset, runs, query),
    queryFn:
      dataset === null || active === null
        ? skipToken
        : ({ signal }) =>
            before === null
              ? countRun(dataset, active.id, query, signal)
              : compareRuns(dataset, { before: before.id, after: active.id, query }, signal),
    placeholderData: keepPreviousData,
    gcTime: KEPT_MS,
  });
}

/** Calibration, top-k, and the curve of a class. @param ofClass null: of none */
export function useEvaluation(run: number, ofClass: string | null): UseQueryResult<EvaluationAnswer> {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const query = queryOf(useMatrixFilter());
  return useQuery({
    queryKey: dataset === null ? ['no dataset'] : datasetKey(dataset, 'evaluation', run, ofClass, query),
    queryFn:
      dataset === null
        ? skipToken
        : ({ signal }) => api.evaluation(dataset, { run, query, ...(ofClass === null ? {} : { class: ofClass }) }, signal),
    placeholderData: keepPreviousData,
    gcTime: KEPT_MS,
  });
}

/** COCO's numbers of a run of boxes. */
export function useDetection(run: number): UseQueryResult<DetectionAnswer> {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const query = queryOf(useMatrixFilter());
  return useQuery({
    queryKey: dataset === null ? ['no dataset'] : datasetKey(dataset, 'detection', run, query),
    queryFn: dataset === null ? skipToken : ({ signal }) => api.detection(dataset, { run, query }, signal),
    placeholderData: keepPreviousData,
    gcTime: KEPT_MS,
  });
}

/** Has more or fewer boxes count as found, here, in filters and for issues. */
export async function setDetectionSettings(settings: DetectionSettings): Promise<void> {
  const { dataset } = useDatasetStore.getState();
  if (dataset === null) return;
  await told(async () => {
    await api.setDetectionSettings(dataset.id, settings);
    await queryClient.invalidateQueries({ queryKey: datasetKey(dataset.id) });
    await useQueryStore.getState().rerun();
  });
}

/** Calls off what is being counted. */
export function stopCounting(): void {
  const { dataset } = useDatasetStore.getState();
  if (dataset !== null) void queryClient.cancelQueries({ queryKey: datasetKey(dataset.id, 'confusion') });
}

/** Has queries and scores see another run, and with them this view. */
export async function chooseRun(runId: number): Promise<void> {
  const { dataset } = useDatasetStore.getState();
  if (dataset === null) return;
  await told(async () => {
    await api.activateRun(dataset.id, runId);
    if (useConfusionStore.getState().comparedId === runId) useConfusionStore.setState({ comparedId: null });
    await queryClient.invalidateQueries({ queryKey: datasetKey(dataset.id) });
    await useQueryStore.getState().rerun();
  });
}

/** Compares the active run with another one; null: no more. What was opened means something else then. */
export function compareWith(runId: number | null): void {
  closePart();
  useConfusionStore.setState({ comparedId: runId });
}

/** Shows the confusion matrix, or the samples in rows. */
export function toggleConfusion(): void {
  const { view, setView } = useUiStore.getState();
  setView(view === 'confusion' ? 'grid' : 'confusion');
}

async function countRun(dataset: DatasetId, run: number, query: Query, signal: AbortSignal): Promise<Confusion> {
  const { header, columns } = await api.confusion(dataset, { run, query }, signal);
  const matrix = matrixOf(columns.counts, header.classes, 'counts');
  return { classes: header.classes, matrix, before: null, comparison: null, detection: header.detection };
}

async function compareRuns(
  dataset: DatasetId,
  what: { readonly before: number; readonly after: number; readonly query: Query },
  signal: AbortSignal,
): Promise<Confusion> {
  const { header, columns } = await api.compareRuns(dataset, what, signal);
  const { classes, counts, pValue } = header;
  const matrix = matrixOf(columns.after, classes, 'after');
  const before = matrixOf(columns.before, classes, 'before');
  return { classes, matrix, before, comparison: { counts, pValue }, detection: null };
}

/** @throws {WinnowError} where the column is none of a matrix */
function matrixOf(counts: Column | undefined, classes: readonly string[], name: string): ConfusionMatrix {
  if (counts instanceof Uint32Array && counts.length === (classes.length + 1) ** 2) return { classes: classes.length, counts };
  const expected = `of Uint32Array and length ${(classes.length + 1) ** 2}`;
  throw new WinnowError('internal', `The answer has no column "${name}" ${expected}.`);
}

function confusionKey(dataset: DatasetId, runs: object, query: Query): readonly unknown[] {
  return datasetKey(dataset, 'confusion', runs, query);
}

/** The order does not count. */
function queryOf(filter: Filter | null): Query {
  return { ...DEFAULT_QUERY, filter };
}
