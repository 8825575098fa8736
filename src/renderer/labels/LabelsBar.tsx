import { Button } from '@mantine/core';
import { IconTags } from '@tabler/icons-react';
import { useState } from 'react';
import type { DatasetInfo } from '../../shared/dataset.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { runningJob, useJobsStore } from '../state/jobs-store.ts';
import { dropLabels, keepLabels } from '../state/labels.ts';
import { useUiStore } from '../state/ui-store.ts';
import { QuestionBar } from '../ui/QuestionBar.tsx';
import { labelsSentence } from './label-words.ts';

/** Says what was read from annotation files; keeps, changes or drops it. Nothing once a person has said what is right. */
export function LabelsBar() {
  const dataset = useDatasetStore((state) => state.dataset);
  if (dataset === null || dataset.labels.isConfirmed || dataset.readOnlyBecause !== null) return null;
  return <Question key={dataset.id} dataset={dataset} />;
}

function Question({ dataset: { id, labels, folder } }: { readonly dataset: DatasetInfo }) {
  const openDialog = useUiStore((state) => state.openDialog);
  const isIndexing = useJobsStore(({ jobs }) => runningJob(jobs, 'index', id) !== null);
  const [isBusy, setBusy] = useState(false);
  const answer = (act: () => Promise<void>) => (): void => {
    setBusy(true);
    void act().finally(() => setBusy(false));
  };
  return (
    <QuestionBar label="Read from annotation files" icon={IconTags} text={labelsSentence(labels, folder)}>
      <Button size="compact-sm" disabled={isBusy} onClick={answer(keepLabels)}>
        Keep
      </Button>
      <Button variant="default" size="compact-sm" onClick={() => openDialog('labels')}>
        Change…
      </Button>
      <Button variant="subtle" color="gray" size="compact-sm" disabled={isBusy || isIndexing} onClick={answer(dropLabels)}>
        Don’t use
      </Button>
    </QuestionBar>
  );
}
