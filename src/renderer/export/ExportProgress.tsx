import { Button, Progress } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { ExportSummary } from '../../shared/export.ts';
import type { Job } from '../../shared/job.ts';
import { unopenedTexts } from '../../shared/unopened-texts.ts';
import { api } from '../state/api.ts';
import { asWinnowError } from '../state/http.ts';
import { isRunning } from '../state/jobs-store.ts';
import { useMessagesStore } from '../state/messages-store.ts';
import { formatBytes, formatCount, formatNoun } from '../ui/format.ts';
import { Problem } from '../ui/Problem.tsx';
import { ShowFolder } from '../ui/ShowFolder.tsx';
import styles from './ExportProgress.module.css';
import { contentText, strippedTexts } from './export-choices.ts';
import { PythonSnippets } from './PythonSnippets.tsx';

export interface ExportProgressProps {
  readonly job: Job;
  /** Back to the choices. */
  readonly onBack: () => void;
  readonly onClose: () => void;
}

/** An export at work, and what became of it. It goes on when the dialog is closed. */
export function ExportProgress({ job, onBack, onClose }: ExportProgressProps) {
  if (isRunning(job)) return <Running job={job} onClose={onClose} />;
  if (job.state === 'done') return <Done summary={job.result as ExportSummary} onClose={onClose} />;
  const message =
    job.state === 'cancelled' ? 'The export was stopped. Nothing was left behind.' : (job.message ?? 'The export failed.');
  return (
    <>
      <Problem tone={job.state === 'cancelled' ? 'notice' : 'error'} message={message} />
      <div className={styles.foot}>
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
        <Button onClick={onBack}>Back</Button>
      </div>
    </>
  );
}

function Running({ job, onClose }: { readonly job: Job; readonly onClose: () => void }) {
  const share = job.total === null || job.total === 0 ? 0 : job.done / job.total;
  const cancel = async (): Promise<void> => {
    try {
      await api.cancelJob(job.id);
    } catch (error) {
      useMessagesStore.getState().say(asWinnowError(error).message, { tone: 'error' });
    }
  };
  return (
    <>
      <p className={styles.stage}>
        <span>{job.stage}</span>
        <span className="wn-number">{job.total === null ? '' : `${formatCount(job.done)} of ${formatCount(job.total)}`}</span>
      </p>
      <Progress aria-label="Export" value={share * 100} />
      <div className={styles.foot}>
        <Button variant="default" onClick={() => void cancel()}>
          Stop
        </Button>
        <Button onClick={onClose}>Go on in the background</Button>
      </div>
    </>
  );
}

function Done({ summary, onClose }: { readonly summary: ExportSummary; readonly onClose: () => void }) {
  return (
    <>
      <div className={styles.done}>
        <IconCircleCheck className={styles.tick} size={28} aria-hidden />
        <div>
          <b>{formatNoun(summary.exported, 'sample')} exported</b>
          {summary.files === 'copy' ? `, ${formatBytes(summary.bytes)}` : ''}
          {contentText(summary)}
          {summary.verified > 0 ? `; ${formatNoun(summary.verified, 'file')} verified` : ''}
          {[...strippedTexts(summary), ...unopenedTexts(summary)].map((text) => (
            <div key={text}>{text}</div>
          ))}
          <div className={styles.out}>{summary.out}</div>
        </div>
      </div>
      <PythonSnippets summary={summary} />
      <div className={styles.foot}>
        <ShowFolder path={summary.out} />
        <Button data-autofocus onClick={onClose}>
          Done
        </Button>
      </div>
    </>
  );
}
