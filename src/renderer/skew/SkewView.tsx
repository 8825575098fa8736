import { useEffect, useMemo } from 'react';
import { useDatasetStore } from '../state/dataset-store.ts';
import { useQueryStore } from '../state/query-store.ts';
import { comparedText, compareSplits, useSkewJob, useSkewStore } from '../state/skew.ts';
import { SkewBar } from './SkewBar.tsx';
import { SkewDetail } from './SkewDetail.tsx';
import { SkewEmpty } from './SkewEmpty.tsx';
import { SkewTable } from './SkewTable.tsx';
import styles from './SkewView.module.css';
import { skewRows } from './skew-rows.ts';

/** How the splits differ: a table of differences, the largest first, and the one looked at beside it. */
export function SkewView() {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  return dataset === null ? null : <OpenSkew key={dataset} />;
}

function OpenSkew() {
  const { report, ended, focus } = useSkewStore();
  const job = useSkewJob();
  const hasSplits = useDatasetStore((state) => (state.dataset?.splits.length ?? 0) > 1);
  const asked = useQueryStore((state) => comparedText(state.query));
  const isFirst = hasSplits && job === null && ended === null;
  useEffect(() => {
    if (isFirst) void compareSplits();
  }, [isFirst]);
  const rows = useMemo(() => (report === null ? [] : skewRows(report)), [report]);
  const row = rows.find(({ key }) => key === focus) ?? rows[0];
  return (
    <section className={styles.view} aria-label="Splits compared">
      <SkewBar report={report} job={job} isOther={report !== null && report.query !== asked} />
      <div className={styles.body}>
        {report === null || row === undefined || report.splits.length < 2 ? (
          <SkewEmpty report={report} job={job} ended={ended} />
        ) : (
          <div className={styles.parts} data-stale={job !== null || undefined}>
            <SkewTable rows={rows} shown={row} hasEmbedding={report.embedding !== null} />
            <SkewDetail key={row.key} report={report} row={row} />
          </div>
        )}
      </div>
    </section>
  );
}
