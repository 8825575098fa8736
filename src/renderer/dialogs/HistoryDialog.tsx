import { Button, Modal } from '@mantine/core';
import { skipToken, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Decision } from '../../shared/decision.ts';
import { api } from '../state/api.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { revertTo } from '../state/decisions.ts';
import { asWinnowError } from '../state/http.ts';
import { datasetKey } from '../state/query-client.ts';
import { useUiStore } from '../state/ui-store.ts';
import { formatAgo } from '../ui/format.ts';
import styles from './HistoryDialog.module.css';
import { type HistoryRow, historyRows } from './history-rows.ts';

const PAGE = 200;

/** What was decided, newest first, and what of it was undone: `history` of the ui store. */
export function HistoryDialog() {
  const isOpen = useUiStore((state) => state.dialog === 'history');
  const closeDialog = useUiStore((state) => state.closeDialog);
  return (
    <Modal opened={isOpen} title="History" size={640} onClose={closeDialog}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is scrolled by the keyboard, too */}
      <div className={styles.list} data-autofocus tabIndex={0}>
        <History />
      </div>
    </Modal>
  );
}

function History() {
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useHistory();
  const [busy, setBusy] = useState<number | null>(null);
  const go = async (to: number): Promise<void> => {
    setBusy(to);
    await revertTo(to);
    setBusy(null);
  };
  if (error !== null) return <p className={styles.note}>{asWinnowError(error).message}</p>;
  if (data === undefined) return null;
  const rows = historyRows(data.pages.flat());
  if (rows.length === 0)
    return <p className={styles.note}>Nothing was decided yet. Tags and the choice of class folders are listed here.</p>;
  const newest = rows.find(({ undoneAtMs }) => undoneAtMs === null)?.id ?? null;
  return (
    <>
      <ol className={styles.rows} aria-label="Decisions, newest first">
        {rows.map((row) => (
          <Row key={row.id} row={row} isNewest={row.id === newest} busy={busy} onGo={() => void go(row.id)} />
        ))}
      </ol>
      {hasNextPage ? (
        <Button variant="subtle" size="xs" fullWidth disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show older
        </Button>
      ) : (
        <div className={styles.start}>
          <span>Nothing decided yet</span>
          {newest === null ? null : (
            <Button variant="subtle" size="compact-xs" loading={busy === 0} disabled={busy !== null} onClick={() => void go(0)}>
              Go back to the start
            </Button>
          )}
        </div>
      )}
    </>
  );
}

interface RowProps {
  readonly row: HistoryRow;
  /** Of those that stand. */
  readonly isNewest: boolean;
  /** Where one is being gone to; null: nowhere. */
  readonly busy: number | null;
  readonly onGo: () => void;
}

function Row({ row: { id, atMs, text, by, undoneAtMs }, isNewest, busy, onGo }: RowProps) {
  return (
    <li className={styles.row} data-undone={undoneAtMs !== null || undefined} aria-current={isNewest || undefined}>
      <div className={styles.what}>
        <span className={styles.text}>{text}</span>
        {by === '' ? null : <span className={styles.by}>{by}</span>}
      </div>
      {isNewest ? (
        <span className={styles.here}>you are here</span>
      ) : (
        <Button
          className={styles.go}
          variant="subtle"
          size="compact-xs"
          loading={busy === id}
          disabled={busy !== null}
          aria-label={`Go to: ${text}`}
          onClick={onGo}
        >
          Go here
        </Button>
      )}
      {undoneAtMs === null ? null : (
        <span className={styles.undone} title={`Undone ${new Date(undoneAtMs).toLocaleString()}`}>
          undone
        </span>
      )}
      <time className={styles.time} dateTime={new Date(atMs).toISOString()} title={new Date(atMs).toLocaleString()}>
        {formatAgo(atMs, Date.now())}
      </time>
    </li>
  );
}

/** Read when the dialog opens, and again whenever a decision is made. */
function useHistory() {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  return useInfiniteQuery({
    queryKey: dataset === null ? ['no dataset'] : datasetKey(dataset, 'history'),
    queryFn: dataset === null ? skipToken : ({ pageParam, signal }) => api.history(dataset, PAGE, pageParam, signal),
    initialPageParam: 0,
    getNextPageParam: (last: readonly Decision[], pages) => (last.length < PAGE ? undefined : pages.length * PAGE),
    staleTime: 0,
    gcTime: 0,
  });
}
