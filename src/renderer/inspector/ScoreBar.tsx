import { formatScore } from '../ui/format.ts';
import styles from './ScoreBar.module.css';

export interface ScoreBarProps {
  /** 0 to 1, lower = worse. */
  readonly score: number;
  /** Null: the kind has none. */
  readonly cut: number | null;
}

/** Where a score lies between 0 and 1, beside the cut. */
export function ScoreBar({ score, cut }: ScoreBarProps) {
  return (
    <span
      className={styles.line}
      title={cut === null ? `Score ${formatScore(score)}` : `Score ${formatScore(score)}, cut ${formatScore(cut)}`}
    >
      <span className={styles.bar} aria-hidden>
        <span className={styles.fill} style={{ width: `${Math.min(1, Math.max(0, score)) * 100}%` }} />
        {cut === null ? null : <span className={styles.cut} style={{ left: `${cut * 100}%` }} />}
      </span>
      <span className={styles.number}>
        {formatScore(score)}
        {cut === null ? null : <span className={styles.of}> cut {formatScore(cut)}</span>}
      </span>
    </span>
  );
}
