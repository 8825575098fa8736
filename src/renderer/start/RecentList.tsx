import { ActionIcon, Tooltip } from '@mantine/core';
import { IconFolderOff, IconPhoto, IconX } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { KeyboardEvent } from 'react';
import type { RecentDataset } from '../../shared/dataset.ts';
import { api } from '../state/api.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { asWinnowError } from '../state/http.ts';
import { useMessagesStore } from '../state/messages-store.ts';
import { RECENT_KEY } from '../state/query-client.ts';
import { formatAgo, formatNoun } from '../ui/format.ts';
import { Problem } from '../ui/Problem.tsx';
import { FirstSteps } from './FirstSteps.tsx';
import styles from './RecentList.module.css';

/** Datasets opened before; where there are none, what Winnow is for. */
export function RecentList() {
  const { data, error } = useQuery({ queryKey: RECENT_KEY, queryFn: ({ signal }) => api.recent(signal) });
  if (error !== null) return <Problem message={asWinnowError(error).message} />;
  if (data === undefined) return <div className={styles.recent} />;
  if (data.length === 0) return <FirstSteps />;
  return (
    <section className={styles.recent}>
      <h2 className={styles.title}>Recent</h2>
      <ul className={styles.list} onKeyDown={moveFocus}>
        {data.map((dataset) => (
          <RecentRow key={dataset.id} dataset={dataset} />
        ))}
      </ul>
    </section>
  );
}

function RecentRow({ dataset }: { readonly dataset: RecentDataset }) {
  const open = useDatasetStore((state) => state.open);
  const isBusy = useDatasetStore((state) => state.opening !== null);
  const client = useQueryClient();
  const forget = async (): Promise<void> => {
    try {
      await api.forgetRecent(dataset.id);
    } catch (error) {
      useMessagesStore.getState().say(asWinnowError(error).message, { tone: 'error' });
    }
    await client.invalidateQueries({ queryKey: RECENT_KEY });
  };
  return (
    <li className={styles.row} data-missing={!dataset.isFolderPresent || undefined}>
      <button type="button" className={styles.open} disabled={isBusy} onClick={() => void open(dataset.folder)}>
        {dataset.isFolderPresent ? <IconPhoto size={18} aria-hidden /> : <IconFolderOff size={18} aria-hidden />}
        <span className={styles.texts}>
          <span className={styles.name}>{dataset.name}</span>
          <span className={styles.folder} title={dataset.folder}>
            {/* Cut at the front: the end of a path tells more. */}
            <bdi>{dataset.folder}</bdi>
          </span>
        </span>
        <span className={styles.facts}>
          <span>{dataset.isFolderPresent ? formatNoun(dataset.samples, 'sample') : 'Folder not found'}</span>
          <span className={styles.when}>{formatAgo(dataset.openedMs, Date.now())}</span>
        </span>
      </button>
      <Tooltip label="Forget (the index is kept)">
        <ActionIcon className={styles.forget} aria-label={`Forget ${dataset.name}`} onClick={() => void forget()}>
          <IconX size={14} />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}

/** Arrow keys go from dataset to dataset. */
function moveFocus(event: KeyboardEvent<HTMLUListElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>(`.${styles.open}`)];
  const at = buttons.findIndex((button) => button.parentElement?.contains(document.activeElement));
  buttons[Math.min(buttons.length - 1, Math.max(0, at + step))]?.focus();
  event.preventDefault();
}
