import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { WinnowError } from '../../shared/errors.ts';
import { type FetchSummary, failedRows } from '../../shared/fetch.ts';
import type { Job } from '../../shared/job.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { useFetchProgress } from '../state/fetches.ts';
import { asWinnowError } from '../state/http.ts';
import { formatNoun } from '../ui/format.ts';
import { Problem } from '../ui/Problem.tsx';
import { ShowFolder } from '../ui/ShowFolder.tsx';
import styles from './FetchDialog.module.css';
import { FetchTables } from './FetchTables.tsx';

export interface FetchResultProps {
  readonly job: Job;
  /** Starts the same again; null: it was started elsewhere. @throws {WinnowError} */
  readonly onAgain: (() => Promise<void>) | null;
  /** Back to the choices. */
  readonly onBack: () => void;
  readonly onClose: () => void;
}

/** What became of a download, and what can be done now. */
export function FetchResult({ job, onAgain, onBack, onClose }: FetchResultProps) {
  const progress = useFetchProgress(job);
  const open = useDatasetStore((state) => state.open);
  const [failure, setFailure] = useState<WinnowError | null>(null);
  const summary = job.state === 'done' ? (job.result as FetchSummary) : null;
  const folder = summary?.folder ?? job.subject ?? '';
  const isUnfinished = summary === null || summary.counts.unreachable > 0;
  const again = (): void => {
    onAgain?.().catch((error: unknown) => setFailure(asWinnowError(error)));
  };
  return (
    <div className={styles.form}>
      {failure === null ? null : <Problem message={failure.message} />}
      {summary === null ? <Unfinished job={job} /> : <Done summary={summary} />}
      {progress === null ? null : <FetchTables progress={progress} />}
      <div className={styles.foot}>
        {summary === null ? null : <ShowFolder path={folder} />}
        <span className={styles.grow} />
        <Button variant="default" onClick={summary === null ? onBack : onClose}>
          {summary === null ? 'Back' : 'Close'}
        </Button>
        {isUnfinished && onAgain !== null ? (
          <Button variant={summary === null ? 'filled' : 'default'} onClick={again}>
            {summary === null ? 'Go on' : 'Try those out of reach again'}
          </Button>
        ) : null}
        {summary === null || summary.counts.fetched === 0 ? null : (
          <Button
            data-autofocus
            onClick={() => {
              onClose();
              void open(folder);
            }}
          >
            Open the folder
          </Button>
        )}
      </div>
    </div>
  );
}

function Unfinished({ job }: { readonly job: Job }) {
  if (job.state === 'cancelled') {
    return <Problem tone="notice" message="The download was stopped. What is here stays; it goes on where it was." />;
  }
  return <Problem message={job.message ?? 'The download failed.'} />;
}

function Done({ summary }: { readonly summary: FetchSummary }) {
  const { counts, rows, folder } = summary;
  const failed = failedRows(counts);
  return (
    <div className={styles.done}>
      <IconCircleCheck className={styles.tick} size={28} aria-hidden />
      <div>
        <b>
          {formatNoun(counts.fetched, 'picture')} of {formatNoun(rows, 'row')}
        </b>
        <div className={styles.note}>
          {failed === 0
            ? 'Every row is listed in fetched.csv there.'
            : 'fetched.csv there lists every row, with the reason where there is no picture.'}
        </div>
        <div className={styles.path}>{folder}</div>
      </div>
    </div>
  );
}
