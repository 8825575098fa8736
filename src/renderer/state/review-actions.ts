import type { TagAnswer } from '../../shared/decision-api.ts';
import type { LabelEvidence, OutOfFoldSummary, SamplePrediction } from '../../shared/prediction-api.ts';
import type { Filter } from '../../shared/query.ts';
import type { DatasetId } from '../../shared/sample.ts';
import { keyNow } from '../ui/use-key.ts';
import { useDatasetStore } from './dataset-store.ts';
import { notIssueTargets, relabel, tagTargets } from './decisions.ts';
import { asWinnowError, isAborted } from './http.ts';
import { scopeOf } from './issue-query.ts';
import { fetchEvidence, fetchPrediction, prefetchEvidence, renewEvidence } from './label-evidence.ts';
import type { ReviewOrder } from './label-sort.ts';
import { useMessagesStore } from './messages-store.ts';
import { useQueryStore } from './query-store.ts';
import {
  type ReviewMemory,
  readReviewMemory,
  readReviewOrder,
  withAccuracy,
  withoutVerdict,
  withVerdict,
  writeReviewMemory,
  writeReviewOrder,
} from './review-memory.ts';
import { decidedCount, readProgress } from './review-progress.ts';
import { type ReviewedKind, UNSURE } from './review-query.ts';
import { backTo, comingSuspects, isBatchDone, rankedQueue, stepped, withDecided } from './review-queue.ts';
import { rankSuspects } from './review-ranking.ts';
import { NO_REVIEW, reviewedSample, useReviewStore } from './review-store.ts';
import { choicesIn, suggestedIn } from './review-suggestion.ts';
import { tiles } from './tiles.ts';
import { useUiStore } from './ui-store.ts';

/** Suspects whose pictures and evidence are fetched before they are shown. */
const AHEAD = 3;

const { getState: review, setState: setReview } = useReviewStore;

const isSameScope = (a: Filter | null, b: Filter | null): boolean => JSON.stringify(a) === JSON.stringify(b);

let ranking: AbortController | null = null;
/** Decisions on their way to the engine: a ranking waits for them. */
const pending = new Set<Promise<unknown>>();

/** Shows the review, of what annotators disagree on where that is looked at, else of label issues; or what the query finds again. */
export function toggleReview(): void {
  const { view, issueKind, setView } = useUiStore.getState();
  if (view === 'review') setView('grid');
  else openReview(issueKind === 'annotator-disagreement' ? issueKind : 'label');
}

/** Shows the review of a kind of issue. */
export function openReview(kind: ReviewedKind): void {
  if (review().kind !== kind) {
    setReview(({ memory, order, datasetId }) => ({ ...NO_REVIEW, memory, order, datasetId, kind, isRanking: true }));
  }
  useUiStore.getState().setView('review');
}

/** Ranks the suspects that the query leaves. @param note said once it is done @param isStaying the one that is shown stays */
export async function rankAnew(note: string | null = null, isStaying = true): Promise<void> {
  const { dataset } = useDatasetStore.getState();
  if (dataset === null) return;
  ranking?.abort();
  const controller = new AbortController();
  ranking = controller;
  const scope = scopeOf(useQueryStore.getState().query);
  const { kind } = review();
  const isSame = review().datasetId === dataset.id;
  setReview({
    ...(isSame ? {} : { ...NO_REVIEW, kind, order: readReviewOrder(), memory: readReviewMemory(dataset.id) }),
    datasetId: dataset.id,
    isRanking: true,
    problem: null,
  });
  try {
    while (pending.size > 0) await Promise.allSettled(pending);
    const asked = review();
    const request = { dataset: dataset.id, kind, scope, order: asked.order, verdicts: asked.memory.verdicts };
    const [ranked, progress] = await Promise.all([
      rankSuspects(request, controller.signal),
      readProgress(dataset.id, kind, scope, controller.signal),
    ]);
    if (ranking !== controller) return;
    const meanwhile = [...review().queue.decided].filter((id) => !asked.queue.decided.has(id));
    // A sample with another label may have left the scope: it was decided all the same, unless that was just taken back.
    const isOpen = new Set(ranked.ids);
    const decided = [...asked.queue.decided].filter((id) => !isOpen.has(id));
    const counted = isSameScope(scope, asked.scope) ? asked.decidedBefore + decided.length : 0;
    setReview({
      queue: meanwhile.reduce(withDecided, rankedQueue(ranked.ids, isStaying ? reviewedSample() : null)),
      scope,
      decidedBefore: Math.max(decidedCount(progress), counted),
      selfConfidence: ranked.selfConfidence,
      verdicts: [...ranked.verdicts, ...review().verdicts.filter(({ id }) => meanwhile.includes(id))],
      isRanking: false,
      note,
    });
    lookAhead();
  } catch (error) {
    if (ranking === controller && !isAborted(error)) {
      setReview({ isRanking: false, problem: asWinnowError(error).message });
    }
  } finally {
    if (ranking === controller) ranking = null;
  }
}

/** The next or previous suspect, nothing said of this one. */
export function goInReview(step: 1 | -1): void {
  setReview(({ queue }) => ({ queue: stepped(queue, step), note: null }));
  lookAhead();
}

/** The label is right: it is no issue any more. */
export function keepLabel(): void {
  decideShown(keep, false);
}

/** Looks at suspects in another order from now on. */
export function orderReview(order: ReviewOrder): void {
  writeReviewOrder(order);
  setReview({ order });
  void rankAnew(null, false);
}

/** The label becomes what the predictions, or the annotators together, say. */
export async function takeSuggestion(): Promise<void> {
  const { kind } = review();
  const otherwise = `${sourceOf(kind)} suggest no other class for this picture.${howToType()}`;
  await giveFound(reviewedSample(), (evidence, said) => suggestedIn(kind, evidence, said) ?? undefined, otherwise);
}

/** @param place from 1, of the classes that are likeliest */
export async function takeClass(place: number): Promise<void> {
  const { kind } = review();
  const otherwise = `${sourceOf(kind)} name no class ${place} for this picture.${howToType()}`;
  await giveFound(reviewedSample(), (evidence, said) => choicesIn(kind, evidence, said)[place - 1]?.class, otherwise);
}

function howToType(): string {
  const key = keyNow('review.label');
  return key === null ? '' : ` Press ${key} to type one.`;
}

function sourceOf(kind: ReviewedKind): string {
  return kind === 'label' ? 'The predictions' : 'The annotators';
}

/** Gives a suspect a class, whether it is still shown or not; its own one keeps it. @param label null: none any more */
export async function giveLabel(id: number, label: string | null): Promise<void> {
  await giveFound(id, () => label, '');
}

export function markUnsure(): void {
  decideShown((ids) => tagTargets(UNSURE, true, ids), null);
}

export function removeShown(): void {
  decideShown((ids) => tagTargets('remove', true, ids), null);
}

/** Goes back to suspects whose decisions were taken back, whoever did it. @returns stops it */
export function followUndo(): () => void {
  return useDatasetStore.subscribe(({ dataset }, { dataset: before }) => {
    if (dataset === null || dataset.undoDepth === before?.undoDepth) return;
    const isOwn = takeBackUndone() || pending.size > 0 || review().steps.some(({ undoDepth }) => undoDepth === dataset.undoDepth);
    const isShown = dataset.id === before?.id && dataset.id === review().datasetId && useUiStore.getState().view === 'review';
    if (isOwn || !isShown) return;
    // Done again, done elsewhere, or of before this page was loaded: whose it was only the engine knows.
    setReview({ decidedBefore: 0 });
    void rankAnew();
  });
}

/** @param find undefined: there is no such class, which is told */
async function giveFound(
  id: number | null,
  find: (evidence: LabelEvidence, said: SamplePrediction | null) => string | null | undefined,
  otherwise: string,
): Promise<void> {
  const { datasetId } = review();
  if (id === null || datasetId === null) return;
  const { say } = useMessagesStore.getState();
  try {
    const [evidence, said] = await Promise.all([fetchEvidence(datasetId, id), fetchPrediction(datasetId, id)]);
    const label = find(evidence, said);
    if (label === undefined) return say(otherwise);
    // Another key may have decided it meanwhile.
    const { queue, steps } = review();
    if (queue.decided.has(id) || (!queue.ids.includes(id) && steps.some((step) => step.id === id))) return;
    if (label !== null && label === evidence.given) decide(id, keep, false);
    else decide(id, (ids) => relabel(ids, label), true);
  } catch (error) {
    say(asWinnowError(error).message, { tone: 'error' });
  }
}

type Send = (ids: Uint32Array) => Promise<TagAnswer | null>;

const keep: Send = (ids) => notIssueTargets(review().kind, ids);

function decideShown(send: Send, isWrong: boolean | null): void {
  const id = reviewedSample();
  if (id !== null) decide(id, send, isWrong);
}

/** Where it is shown, the next suspect comes at once; where the engine refuses, it comes back. @param isWrong null: no verdict */
function decide(id: number, send: Send, isWrong: boolean | null): void {
  const { datasetId, selfConfidence, kind } = review();
  if (datasetId === null) return;
  const verdict = isWrong === null || kind !== 'label' ? null : { id, isWrong, selfConfidence: selfConfidence.get(id) ?? 0 };
  setReview(({ queue, decidedBefore, steps }) => ({
    queue: withDecided(queue, id),
    decidedBefore: decidedBefore + (queue.ids.includes(id) ? 0 : 1),
    steps: [...steps, { id, undoDepth: null }],
    note: null,
  }));
  if (verdict !== null) {
    setReview(({ verdicts }) => ({ verdicts: [...verdicts, verdict] }));
    remember(datasetId, (memory) => withVerdict(memory, verdict));
  }
  const sending = send(Uint32Array.of(id)).then((answer) => settle(id, answer));
  pending.add(sending);
  void sending.finally(() => pending.delete(sending));
  const decided = review().queue.decided.size;
  if (isBatchDone(review().queue)) void rankAnew(`Ranked anew after ${decided} ${decided === 1 ? 'decision' : 'decisions'}`);
  else lookAhead();
}

function settle(id: number, answer: TagAnswer | null): void {
  if (answer === null) {
    takeBack([id]);
    return;
  }
  const undoDepth = answer.dataset.undoDepth;
  setReview(({ steps }) => ({
    steps: steps.map((step) => (step.id === id && step.undoDepth === null ? { id, undoDepth } : step)),
  }));
  takeBackUndone();
}

/** @returns whether there was any */
function takeBackUndone(): boolean {
  const depth = useDatasetStore.getState().dataset?.undoDepth ?? 0;
  const undone = review().steps.filter(({ undoDepth }) => undoDepth !== null && undoDepth > depth);
  if (undone.length > 0) takeBack(undone.map(({ id }) => id).reverse());
  return undone.length > 0;
}

/** @param ids the one to go back to last */
function takeBack(ids: readonly number[]): void {
  const { datasetId } = review();
  if (datasetId === null) return;
  setReview(({ queue, steps, verdicts, decidedBefore }) => ({
    decidedBefore: decidedBefore - ids.filter((id) => !queue.ids.includes(id)).length,
    queue: ids.reduce(backTo, queue),
    verdicts: verdicts.filter(({ id }) => !ids.includes(id)),
    steps: steps.filter(({ id }) => !ids.includes(id)),
    note: null,
  }));
  remember(datasetId, (memory) => ids.reduce(withoutVerdict, memory));
  // The next key may come before the engine's news does.
  tiles.invalidate(ids);
  for (const id of ids) renewEvidence(datasetId, id);
  // What is on its way was counted before, without them.
  if (ranking === null) lookAhead();
  else void rankAnew();
}

function remember(dataset: DatasetId, change: (memory: ReviewMemory) => ReviewMemory): void {
  const memory = change(review().memory);
  setReview({ memory });
  writeReviewMemory(dataset, memory);
}

function lookAhead(): void {
  const { queue, datasetId } = review();
  const shown = reviewedSample();
  if (datasetId === null || shown === null) return;
  const ids = [shown, ...comingSuspects(queue, AHEAD)];
  tiles.want(ids, 'review');
  prefetchEvidence(datasetId, ids);
}

/** Remembers how accurate an update of the predictions was. */
export function addAccuracy({ runId, accuracy, labelled }: Pick<OutOfFoldSummary, 'runId' | 'accuracy' | 'labelled'>): void {
  const { datasetId, memory } = review();
  if (datasetId === null || memory.accuracies.some((point) => point.runId === runId)) return;
  remember(datasetId, (before) => withAccuracy(before, { runId, accuracy, samples: labelled, reviewed: before.verdicts.length }));
}
