import styles from './Evidence.module.css';

export interface MarkedBarsProps {
  readonly counts: readonly number[];
  /** 0 to 1: along the axis. */
  readonly mark: number;
  readonly label: string;
}

/** A small histogram with one place marked. Heights grow with the root of the count, so that rare values are seen. */
export function MarkedBars({ counts, mark, label }: MarkedBarsProps) {
  const most = Math.sqrt(Math.max(1, ...counts));
  const path = counts
    .map((count, bin) => (count === 0 ? '' : `M${bin + 0.05} 1V${1 - Math.max(0.05, Math.sqrt(count) / most)}H${bin + 0.95}V1Z`))
    .join('');
  return (
    <div className={styles.bars} role="img" aria-label={label}>
      <svg viewBox={`0 0 ${counts.length} 1`} preserveAspectRatio="none" aria-hidden="true">
        <path d={path} />
      </svg>
      <div className={styles.mark} style={{ left: `${mark * 100}%` }} />
    </div>
  );
}
