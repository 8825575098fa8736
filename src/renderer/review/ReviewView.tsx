import { type ComponentType, useEffect, useRef } from 'react';
import type { DatasetId } from '../../shared/sample.ts';
import { activeRun, usePredictions } from '../state/confusion.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { scopeOf } from '../state/issue-query.ts';
import { useLabelSettings } from '../state/label-settings.ts';
import { useQueryStore } from '../state/query-store.ts';
import { rankAnew } from '../state/review-actions.ts';
import { decidedCount, useReviewProgress } from '../state/review-progress.ts';
import { comingSuspects, shownSuspect } from '../state/review-queue.ts';
import { useReviewStore } from '../state/review-store.ts';
import { Decisions } from './Decisions.tsx';
import { EvidencePane } from './EvidencePane.tsx';
import { ReviewBar } from './ReviewBar.tsx';
import { ReviewEmpty } from './ReviewEmpty.tsx';
import styles from './ReviewView.module.css';
import { REVIEW_TITLES } from './review-words.ts';
import { SuspectTitle } from './SuspectTitle.tsx';
import { useAccuracies } from './use-accuracies.ts';

export interface ReviewViewProps {
  /** The picture of a sample, large. */
  readonly picture: ComponentType<{
    readonly id: number;
    readonly dataset: DatasetId;
    readonly onPercent: (percent: number | null) => void;
  }>;
  /** Fetches the picture of a sample that will be shown. */
  readonly preload: ComponentType<{ readonly id: number; readonly dataset: DatasetId }>;
}

const AHEAD = 3;
const ignorePercent = (): void => undefined;

/** Label issues, or what annotators disagree on, one at a time: the picture, what speaks for and against its label, and a key for each decision. */
export function ReviewView({ picture: Picture, preload: Preload }: ReviewViewProps) {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const scope = useQueryStore((state) => scopeOf(state.query));
  const scopeText = JSON.stringify(scope);
  const kind = useReviewStore((state) => state.kind);
  const queue = useReviewStore((state) => state.queue);
  const isRanked = useReviewStore((state) => state.datasetId === dataset && !(state.isRanking && state.queue.ids.length === 0));
  const progress = useReviewProgress(kind, scope);
  const predictions = usePredictions();
  const run = predictions.data === undefined ? undefined : activeRun(predictions.data);
  const settings = useLabelSettings();
  const root = useRef<HTMLElement>(null);
  useEffect(() => root.current?.focus(), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another scope, run or way of finding has other suspects
  useEffect(() => {
    if (dataset !== null && run !== undefined && settings !== undefined) void rankAnew();
  }, [dataset, kind, scopeText, run?.id, settings?.filter, settings?.ranking]);
  useAccuracies(kind === 'label' ? (run ?? null) : null);
  const isRanking = useReviewStore((state) => state.isRanking);
  const decidedHere = useReviewStore((state) => state.decidedBefore + state.queue.decided.size);
  const decided = progress === undefined ? 0 : Math.max(decidedCount(progress), isRanked ? decidedHere : 0);
  const id = isRanked ? shownSuspect(queue) : null;
  if (dataset === null) return null;
  return (
    <section ref={root} className={styles.view} aria-label={REVIEW_TITLES[kind]} aria-busy={isRanking} tabIndex={-1}>
      <ReviewBar progress={progress} run={kind === 'label' ? (run ?? null) : null} />
      {id === null ? (
        <div className={styles.body}>
          <ReviewEmpty progress={progress} decided={decided} isRanked={isRanked} />
        </div>
      ) : (
        <>
          <div className={styles.body}>
            <div className={styles.picture}>
              <SuspectTitle id={id} />
              <Picture id={id} dataset={dataset} onPercent={ignorePercent} />
            </div>
            <EvidencePane id={id} />
          </div>
          <Decisions />
        </>
      )}
      {comingSuspects(queue, AHEAD).map((next) => (
        <Preload key={next} dataset={dataset} id={next} />
      ))}
    </section>
  );
}
