import { Button } from '@mantine/core';
import { IconFolders } from '@tabler/icons-react';
import { useState } from 'react';
import type { DatasetInfo } from '../../shared/dataset.ts';
import { NO_LAYOUT } from '../../shared/layout.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { QuestionBar } from '../ui/QuestionBar.tsx';
import { LayoutDialog } from './LayoutDialog.tsx';
import { isNoLayout } from './layout-choice.ts';
import { layoutSentence } from './layout-sentence.ts';
import { setLayout } from './set-layout.ts';

/** Says what was read from the folders; keeps, changes or drops it. Nothing once the user has said what is right. */
export function LayoutBar() {
  const dataset = useDatasetStore((state) => state.dataset);
  if (dataset === null || !asksFor(dataset)) return null;
  return <Question key={dataset.id} dataset={dataset} />;
}

function asksFor({ isLayoutConfirmed, detectedLayout, readOnlyBecause }: DatasetInfo): boolean {
  return !isLayoutConfirmed && !isNoLayout(detectedLayout) && readOnlyBecause === null;
}

function Question({ dataset }: { readonly dataset: DatasetInfo }) {
  const [isChanging, setChanging] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const answer = async (layout: DatasetInfo['layout']): Promise<void> => {
    setBusy(true);
    const isDone = await setLayout(layout);
    setBusy(false);
    if (isDone) setChanging(false);
  };
  return (
    <QuestionBar label="Read from folders" icon={IconFolders} text={layoutSentence(dataset)}>
      <Button size="compact-sm" disabled={isBusy} onClick={() => void answer(dataset.detectedLayout)}>
        Keep
      </Button>
      <Button variant="default" size="compact-sm" disabled={isBusy} onClick={() => setChanging(true)}>
        Change…
      </Button>
      <Button variant="subtle" color="gray" size="compact-sm" disabled={isBusy} onClick={() => void answer(NO_LAYOUT)}>
        Don’t use
      </Button>
      {isChanging ? (
        <LayoutDialog
          layout={dataset.layout}
          isBusy={isBusy}
          onApply={(layout) => void answer(layout)}
          onClose={() => setChanging(false)}
        />
      ) : null}
    </QuestionBar>
  );
}
