import { Button, Loader } from '@mantine/core';
import type { Job } from '../../shared/job.ts';
import type { SkewReport } from '../../shared/skew.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { compareSplits } from '../state/skew.ts';
import { useUiStore } from '../state/ui-store.ts';
import { EmptyMessage } from '../ui/EmptyMessage.tsx';

export interface SkewEmptyProps {
  readonly report: SkewReport | null;
  readonly job: Job | null;
  readonly ended: Job | null;
}

/** Why there is nothing to compare, and the way to splits. */
export function SkewEmpty({ report, job, ended }: SkewEmptyProps) {
  const splits = useDatasetStore((state) => state.dataset?.splits);
  if (job !== null) {
    return (
      <EmptyMessage title="Comparing the splits" text="Labels, every score, and what a model sees in the pictures.">
        <Loader />
      </EmptyMessage>
    );
  }
  if (ended?.state === 'failed' || ended?.state === 'cancelled') {
    const title = ended.state === 'failed' ? 'The splits could not be compared' : 'Stopped before the splits were compared';
    return (
      <EmptyMessage title={title} text={ended.message ?? 'Nothing was changed.'}>
        <Button onClick={() => void compareSplits()}>Compare them</Button>
      </EmptyMessage>
    );
  }
  if (splits === undefined || splits.length < 2) return <NoSplits only={splits?.[0] ?? null} />;
  if (report === null) return null;
  const only = report.splits[0]?.name;
  return (
    <EmptyMessage
      title={only === undefined ? 'What the query finds is in no split' : `What the query finds is all in “${only}”`}
      text={`The dataset has ${splits.join(', ')}. Take the split off the query to compare them.`}
    >
      <Button onClick={() => void compareSplits()}>Compare again</Button>
    </EmptyMessage>
  );
}

function NoSplits({ only }: { readonly only: string | null }) {
  const openDialog = useUiStore((state) => state.openDialog);
  return (
    <EmptyMessage
      title={only === null ? 'No splits to compare' : `“${only}” is the only split`}
      text="Samples are in splits where folders are named train, val and test, or where annotation files say so; the layout above the grid says which level of folders it is. Or deal the samples to new splits, which do not leak, as you export them, and open the export."
    >
      <Button onClick={() => openDialog('export')}>Export with splits…</Button>
    </EmptyMessage>
  );
}
