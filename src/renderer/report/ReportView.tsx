import { Button, Loader, useComputedColorScheme } from '@mantine/core';
import { useRef, useState } from 'react';
import type { DatasetInfo } from '../../shared/dataset.ts';
import { REPORT_MESSAGES } from '../../shared/report.ts';
import { reportUrl } from '../state/api.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { Problem } from '../ui/Problem.tsx';
import { ReportBar } from './ReportBar.tsx';
import styles from './ReportView.module.css';
import { useReportFrame } from './use-report-frame.ts';

/** The dataset report, instead of the grid. */
export function ReportView() {
  const dataset = useDatasetStore((state) => state.dataset);
  return dataset === null ? null : <OpenReport key={dataset.id} dataset={dataset} />;
}

function OpenReport({ dataset }: { readonly dataset: DatasetInfo }) {
  const theme = useComputedColorScheme('dark');
  const frame = useRef<HTMLIFrameElement>(null);
  const [visit, setVisit] = useState({ number: 1, revision: dataset.revision });
  const src = reportUrl(dataset.id, theme);
  const state = useReportFrame(frame, src, visit.number);
  const load = (): void => setVisit({ number: visit.number + 1, revision: dataset.revision });
  const print = (): void => frame.current?.contentWindow?.postMessage(REPORT_MESSAGES.print, '*');
  return (
    <section className={styles.report} aria-label="Dataset report" aria-busy={state.kind === 'loading'}>
      <ReportBar
        dataset={dataset}
        isOutdated={state.kind === 'ready' && dataset.revision !== visit.revision}
        isReady={state.kind === 'ready'}
        onRefresh={load}
        onPrint={print}
      />
      <div className={styles.page}>
        <iframe
          key={`${visit.number} ${src}`}
          ref={frame}
          className={styles.frame}
          data-shown={state.kind === 'ready'}
          title={`Report of ${dataset.name}`}
          src={src}
          sandbox="allow-scripts allow-modals"
        />
        {state.kind === 'loading' ? (
          <div className={styles.over} role="status">
            <Loader /> Counting and measuring…
          </div>
        ) : null}
        {state.kind === 'failed' ? (
          <div className={styles.over}>
            <Problem message={state.error.message}>
              <Button variant="default" size="compact-sm" onClick={load}>
                Try again
              </Button>
            </Problem>
          </div>
        ) : null}
      </div>
    </section>
  );
}
