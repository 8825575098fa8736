import { useState } from 'react';
import { type DatasetInfo, describeShardProblems } from '../../shared/dataset.ts';
import { describeRefused } from '../../shared/known-refusals.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { OpenFailure } from '../ui/OpenFailure.tsx';
import { Problem } from '../ui/Problem.tsx';
import styles from './NoticesBar.module.css';

/** What the user must know about the open dataset: read only, folder gone, index rebuilt; why another could not be opened. */
export function NoticesBar() {
  const dataset = useDatasetStore((state) => state.dataset);
  return dataset === null ? null : <Notices key={dataset.id} dataset={dataset} />;
}

function Notices({ dataset }: { readonly dataset: DatasetInfo }) {
  const error = useDatasetStore((state) => state.error);
  const [seen, setSeen] = useState<readonly string[]>([]);
  const lasting = lastingNotices(dataset);
  const shards = describeShardProblems(dataset.shards?.problems ?? []);
  const once = [...dataset.notices, ...dataset.refused.map(describeRefused), ...(shards === null ? [] : [shards])].filter(
    (notice) => !seen.includes(notice),
  );
  if (lasting.length + once.length === 0 && error === null) return null;
  return (
    <div className={styles.notices}>
      {error === null ? null : <OpenFailure error={error} />}
      {lasting.map((notice) => (
        <Problem key={notice} tone="notice" message={notice} />
      ))}
      {once.map((notice) => (
        <Problem key={notice} tone="notice" message={notice} onDismiss={() => setSeen([...seen, notice])} />
      ))}
    </div>
  );
}

/** Notices that stay as long as what they say is so. */
function lastingNotices({ readOnlyBecause, isFolderPresent, folder }: DatasetInfo): readonly string[] {
  return [
    ...(readOnlyBecause === null ? [] : [`Open to look only: ${readOnlyBecause}.`]),
    ...(isFolderPresent
      ? []
      : [
          `The folder ${folder} cannot be reached. The index can still be looked at; pictures open large once the folder is back.`,
        ]),
  ];
}
