import { ActionIcon, FocusTrap, Loader, Portal, Switch, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { SampleDetails } from '../../shared/sample.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { useSampleDetails } from '../state/details.ts';
import { asWinnowError } from '../state/http.ts';
import { closePicked, togglePickedDifference, usePickedStore } from '../state/picked.ts';
import { useWithKey } from '../ui/use-key.ts';
import styles from './PickedCompare.module.css';
import { PickedStage } from './PickedStage.tsx';

/** Two to four samples of any view over the whole window, zoomed and panned as one. */
export function PickedCompare() {
  const ids = usePickedStore((state) => state.ids);
  const hasDataset = useDatasetStore((state) => state.dataset !== null);
  if (ids.length === 0 || !hasDataset) return null;
  return (
    <Portal>
      <FocusTrap>
        <div className={styles.dialog} role="dialog" aria-modal="true" aria-label="Compare the selected" data-keys>
          <Content ids={ids} />
        </div>
      </FocusTrap>
    </Portal>
  );
}

function Content({ ids }: { readonly ids: readonly number[] }) {
  const [percent, setPercent] = useState<number | null>(null);
  const { samples, error } = usePickedDetails(ids);
  return (
    <>
      <Bar count={ids.length} percent={percent} />
      {error === null ? null : (
        <p role="alert" className={styles.wait}>
          {asWinnowError(error).message}
        </p>
      )}
      {samples === null && error === null ? (
        <div className={styles.wait}>
          <Loader size={18} aria-label="Reading the samples" />
        </div>
      ) : null}
      {samples === null ? null : <PickedStage samples={samples} onPercent={setPercent} />}
    </>
  );
}

function Bar({ count, percent }: { readonly count: number; readonly percent: number | null }) {
  const isDifference = usePickedStore((state) => state.isDifference);
  const leave = useWithKey('picked.leave', 'Back');
  return (
    <header className={styles.bar}>
      <Tooltip label={leave}>
        <ActionIcon aria-label={leave} onClick={closePicked}>
          <IconX size={16} />
        </ActionIcon>
      </Tooltip>
      <b className={styles.title} data-autofocus tabIndex={-1}>
        {count} samples compared
      </b>
      <span className={styles.percent}>{percent === null ? null : `${percent}%`}</span>
      <Switch
        size="xs"
        label={useWithKey('picked.difference', 'Difference from the first')}
        checked={isDifference}
        onChange={togglePickedDifference}
      />
    </header>
  );
}

/** What is known of each; null until all of it is. */
function usePickedDetails(ids: readonly number[]): { samples: readonly SampleDetails[] | null; error: Error | null } {
  const answers = [
    useSampleDetails(ids[0] ?? null),
    useSampleDetails(ids[1] ?? null),
    useSampleDetails(ids[2] ?? null),
    useSampleDetails(ids[3] ?? null),
  ].slice(0, ids.length);
  const samples = answers.flatMap(({ data }) => data ?? []);
  return {
    samples: samples.length === ids.length ? samples : null,
    error: answers.find(({ error }) => error !== null)?.error ?? null,
  };
}
