import type { PredictionRun } from '../../shared/prediction.ts';
import { useEvaluation } from '../state/confusion.ts';
import { useConfusionStore } from '../state/confusion-store.ts';
import styles from './ConfusionSide.module.css';
import { PrecisionRecall } from './PrecisionRecall.tsx';
import { Reliability } from './Reliability.tsx';
import { TopK } from './TopK.tsx';
import { Unanswered } from './Unanswered.tsx';

export interface ConfidenceTabProps {
  readonly active: PredictionRun;
  readonly names: readonly string[];
}

/** How far confidence and probabilities can be trusted. */
export function ConfidenceTab({ active, names }: ConfidenceTabProps) {
  const focused = useConfusionStore((state) => state.focus?.label ?? state.focus?.prediction ?? null);
  const curved = focused !== null && active.classes.includes(focused) ? focused : null;
  const ofClass = curved ?? active.classes.find((name) => names.includes(name)) ?? null;
  const { data, error, refetch, isPlaceholderData } = useEvaluation(active.id, active.hasProbabilities ? ofClass : null);
  if (error !== null || data === undefined) {
    return <Unanswered error={error} onRetry={() => void refetch()} waiting="Computing…" />;
  }
  const { calibration, topK, curve } = data;
  return (
    <div aria-busy={isPlaceholderData}>
      {calibration === null ? (
        <p className={`${styles.section} ${styles.note}`}>
          This run has no confidence: its predictions are classes alone, so that there is nothing to check it by.
        </p>
      ) : (
        <Reliability calibration={calibration} />
      )}
      {topK === null ? null : <TopK shares={topK} />}
      {curve === null || ofClass === null ? (
        <p className={`${styles.section} ${styles.note}`}>
          {active.hasProbabilities
            ? 'Choose a class in the matrix to see its precision and recall.'
            : 'This run has no probabilities of every class: precision and recall at other thresholds need them.'}
        </p>
      ) : (
        <PrecisionRecall key={`${active.id} ${ofClass}`} ofClass={ofClass} names={active.classes} curve={curve} />
      )}
    </div>
  );
}
