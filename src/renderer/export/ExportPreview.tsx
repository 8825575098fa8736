import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { DatasetInfo } from '../../shared/dataset.ts';
import type { ExportRequest } from '../../shared/export-request.ts';
import { api } from '../state/api.ts';
import { asWinnowError } from '../state/http.ts';
import { datasetKey } from '../state/query-client.ts';
import { formatBytes, formatNoun } from '../ui/format.ts';
import { Problem } from '../ui/Problem.tsx';
import styles from './ExportPreview.module.css';
import { contentText, leftOutTexts } from './export-choices.ts';

/** What the export would be, counted by the engine without writing anything. */
export function ExportPreview({ dataset, request }: { readonly dataset: DatasetInfo; readonly request: ExportRequest }) {
  const { data, error } = useQuery({
    queryKey: datasetKey(dataset.id, 'export', request),
    queryFn: ({ signal }) => api.dryRunExport(dataset.id, request, signal),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  if (error !== null) return <Problem message={asWinnowError(error).message} />;
  if (data === undefined) return <div className={styles.preview} />;
  const leftOut = leftOutTexts(data);
  return (
    <div className={styles.preview} role="status">
      <div>
        <b>{formatNoun(data.exported, 'sample')}</b>
        {request.files === 'copy' ? `, ${formatBytes(data.bytes)}` : ''}
        {contentText(data)}
      </div>
      <div className={styles.leftOut}>{leftOut.length === 0 ? 'Nothing is left out.' : `Left out: ${leftOut.join(', ')}.`}</div>
    </div>
  );
}
