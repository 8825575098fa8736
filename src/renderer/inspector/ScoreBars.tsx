import styles from './ScoreInContext.module.css';

export interface ScoreBarsProps {
  readonly counts: readonly number[];
  /** 0 to 1: along the axis. */
  readonly mark: number;
}

/** A histogram of the height of a line. Heights grow with the root of the count, so that rare values are seen. */
export function ScoreBars({ counts, mark }: ScoreBarsProps) {
  const most = Math.sqrt(Math.max(1, ...counts));
  const path = counts
    .map((count, bin) => (count === 0 ? '' : `M${bin} 1V${1 - Math.max(0.08, Math.sqrt(count) / most)}H${bin + 1}V1Z`))
    .join('');
  return (
    <>
      <svg viewBox={`0 0 ${counts.length} 1`} preserveAspectRatio="none" aria-hidden="true">
        <path d={path} />
      </svg>
      <i className={styles.mark} style={{ left: `${mark * 100}%` }} />
    </>
  );
}
