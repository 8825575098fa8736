import type { SamplePrediction } from '../../shared/prediction-api.ts';
import { useSamplePredictions } from '../state/label-evidence.ts';
import { formatScore } from '../ui/format.ts';
import { Problem } from '../ui/Problem.tsx';
import styles from './Predictions.module.css';
import { predictionBars } from './prediction-bars.ts';

export interface PredictionsProps {
  readonly id: number;
  readonly label: string | null;
}

/** What each run says of a sample: its likeliest classes with their probabilities, and where the label is among them. */
export function Predictions({ id, label }: PredictionsProps) {
  const { data, error } = useSamplePredictions(id);
  if (error !== null) return <Problem message={error.message} />;
  if (data === undefined || data.length === 0) return null;
  return (
    <section className={styles.section} aria-label="Predictions">
      <h3 className={styles.title}>Predictions</h3>
      {data.map((run) => (
        <Run key={run.runId} run={run} label={label} isAlone={data.length === 1} />
      ))}
    </section>
  );
}

interface RunProps {
  readonly run: SamplePrediction;
  readonly label: string | null;
  readonly isAlone: boolean;
}

function Run({ run, label, isAlone }: RunProps) {
  const bars = predictionBars(run, label);
  return (
    <div className={styles.run}>
      <h4 className={styles.name} title={run.run}>
        {run.run}
        {run.isActive && !isAlone ? <span className={styles.active}>in use</span> : null}
      </h4>
      {bars.length === 0 ? (
        <p className={styles.none}>No class</p>
      ) : (
        <ol className={styles.bars} aria-label={`Likeliest classes, ${run.run}`}>
          {bars.map(({ name, share, role, rank }) => (
            <li key={name} className={styles.bar} data-role={role ?? undefined}>
              <span className={styles.class} title={name}>
                {rank === null ? <span className={styles.rank}>label </span> : null}
                {name}
              </span>
              <span className={styles.track} aria-hidden>
                {share === null ? null : <i style={{ width: `${100 * share}%` }} />}
              </span>
              <span className={styles.share}>{share === null ? '' : formatScore(share)}</span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
