import { Button } from '@mantine/core';
import { IconArrowLeft, IconDownload, IconPrinter, IconRefresh } from '@tabler/icons-react';
import type { DatasetInfo } from '../../shared/dataset.ts';
import { reportFileUrl } from '../state/api.ts';
import { closeReport } from '../state/issues.ts';
import styles from './ReportView.module.css';

export interface ReportBarProps {
  readonly dataset: DatasetInfo;
  /** The dataset has changed since the report was made. */
  readonly isOutdated: boolean;
  readonly isReady: boolean;
  readonly onRefresh: () => void;
  readonly onPrint: () => void;
}

/** The way back, and what can be done with a report. */
export function ReportBar({ dataset, isOutdated, isReady, onRefresh, onPrint }: ReportBarProps) {
  return (
    <div className={styles.bar} role="toolbar" aria-label="Report">
      <Button variant="subtle" color="gray" size="compact-sm" leftSection={<IconArrowLeft size={14} />} onClick={closeReport}>
        Back to the images
      </Button>
      <span className={styles.news} role="status">
        {isOutdated ? 'The dataset has changed since.' : ''}
      </span>
      <Button
        variant={isOutdated ? 'light' : 'subtle'}
        color={isOutdated ? 'accent' : 'gray'}
        size="compact-sm"
        leftSection={<IconRefresh size={14} />}
        onClick={onRefresh}
      >
        Refresh
      </Button>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        leftSection={<IconPrinter size={14} />}
        disabled={!isReady}
        onClick={onPrint}
      >
        Print…
      </Button>
      <Button
        component="a"
        variant="default"
        size="compact-sm"
        leftSection={<IconDownload size={14} />}
        href={reportFileUrl(dataset.id)}
        download={`${dataset.name} report.html`}
      >
        Save as HTML…
      </Button>
    </div>
  );
}
