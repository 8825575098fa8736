import styles from './Skeletons.module.css';

const WIDTHS = ['62%', '48%', '55%'] as const;

/** Rows that are being counted, as high as they will be. */
export function RowsSkeleton() {
  return (
    <div className={styles.rows} role="status" aria-label="Counting…">
      {WIDTHS.map((width) => (
        <span key={width} className={styles.row} style={{ width }} />
      ))}
    </div>
  );
}

/** A histogram that is being counted, as high as it will be. */
export function HistogramSkeleton() {
  return (
    <div className={styles.histogram} role="status" aria-label="Counting…">
      <span className={styles.bars} />
      <span className={styles.bounds} />
    </div>
  );
}
