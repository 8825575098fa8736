import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconRefresh, IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { PredictionRun } from '../../shared/prediction.ts';
import { predictOutOfFold, usePredictionJob } from '../state/predictions.ts';
import { toggleReview } from '../state/review-actions.ts';
import { estimateErrors } from '../state/review-estimate.ts';
import type { ReviewProgress } from '../state/review-progress.ts';
import { leftCount } from '../state/review-queue.ts';
import { useReviewStore } from '../state/review-store.ts';
import { told } from '../state/told.ts';
import { KeyTooltip } from '../ui/KeyTooltip.tsx';
import { AccuracyChart } from './AccuracyChart.tsx';
import { keepFocus } from './keep-focus.ts';
import { OrderMenu } from './OrderMenu.tsx';
import styles from './ReviewBar.module.css';
import { decidedWords, errorsWords } from './review-words.ts';

export interface ReviewBarProps {
  readonly progress: ReviewProgress | undefined;
  /** Whose predictions the labels are compared with; null: none's. */
  readonly run: PredictionRun | null;
}

/** How far the review is, how many wrong labels are left, and what the predictions have learned of it. */
export function ReviewBar({ progress, run }: ReviewBarProps) {
  const note = useReviewStore((state) => state.note);
  const kind = useReviewStore((state) => state.kind);
  return (
    <header className={styles.bar}>
      <KeyTooltip action="review.leave" label="Back to the grid">
        <ActionIcon aria-label="Back to the grid" onClick={toggleReview}>
          <IconX size={16} />
        </ActionIcon>
      </KeyTooltip>
      {progress === undefined || progress.needs !== null ? null : <Progress />}
      <span className={styles.note} role="status">
        {note}
      </span>
      {kind === 'label' ? <AccuracyChart /> : null}
      {run?.hasInfluence === true ? <OrderMenu /> : null}
      <Update run={run} />
    </header>
  );
}

/** As ranked last, with what was decided since: a steady total while a batch is reviewed. */
function Progress() {
  const kind = useReviewStore((state) => state.kind);
  const queue = useReviewStore((state) => state.queue);
  const decided = useReviewStore((state) => state.decidedBefore) + queue.decided.size;
  const left = leftCount(queue);
  const errors = useErrors();
  return (
    <div className={styles.progress}>
      <div className={styles.words}>
        <b>{decidedWords(decided, left)}</b>
        {kind === 'label' ? (
          <span className={styles.errors} title="Estimated from what was reviewed so far, with a 95% interval">
            {errorsWords(errors, left)}
          </span>
        ) : (
          <span className={styles.errors}>what annotators disagree on, the most disagreed first</span>
        )}
      </div>
      <div
        className={styles.track}
        role="progressbar"
        aria-label="Suspects decided"
        aria-valuemin={0}
        aria-valuemax={decided + left}
        aria-valuenow={decided}
      >
        <i style={{ width: `${(100 * decided) / Math.max(1, decided + left)}%` }} />
      </div>
    </div>
  );
}

function useErrors() {
  const { queue, selfConfidence, verdicts } = useReviewStore();
  return useMemo(() => {
    const left = queue.ids.filter((id) => !queue.decided.has(id)).map((id) => selfConfidence.get(id) ?? 0);
    return estimateErrors(left, verdicts);
  }, [queue, selfConfidence, verdicts]);
}

/** A regression learned from labels that were changed since. */
function Update({ run }: Pick<ReviewBarProps, 'run'>) {
  const job = usePredictionJob();
  if (run?.source !== 'regression' || (!run.isOutOfDate && job === null)) return null;
  return (
    <Tooltip label="Learns from the labels as they are now, and ranks what is left anew">
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconRefresh size={14} />}
        loading={job !== null}
        onMouseDown={keepFocus}
        onClick={() => void told(() => predictOutOfFold(run.name))}
      >
        Update the predictions
      </Button>
    </Tooltip>
  );
}
