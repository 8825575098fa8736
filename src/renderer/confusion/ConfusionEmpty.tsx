import { Button, Loader } from '@mantine/core';
import { IconFileImport, IconGridDots, IconSparkles } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { PredictionState } from '../../shared/prediction.ts';
import { DEFAULT_QUERY } from '../../shared/query.ts';
import { type Confusion, stopCounting } from '../state/confusion.ts';
import { useQueryStore } from '../state/query-store.ts';
import { useUiStore } from '../state/ui-store.ts';
import { EmptyMessage } from '../ui/EmptyMessage.tsx';
import { formatNoun } from '../ui/format.ts';
import { useKey } from '../ui/use-key.ts';
import type { ShownMatrix } from './shown-matrix.ts';

export interface ConfusionEmptyProps {
  readonly predictions: UseQueryResult<PredictionState>;
  readonly confusion: UseQueryResult<Confusion>;
  /** Null: not counted yet. */
  readonly shown: ShownMatrix | null;
}

/** Why there is no matrix, and the way to one. */
export function ConfusionEmpty({ predictions, confusion, shown }: ConfusionEmptyProps) {
  const { data: state } = predictions;
  if (predictions.isError) return <Again title="The predictions could not be read" result={predictions} />;
  if (state === undefined) return <Waiting title="One moment" text="Looking for predictions." />;
  if (state.runs.length === 0) return <NoPredictions />;
  if (state.activeId === null) {
    return <EmptyMessage title="No run is chosen" text="Choose above whose predictions the labels are compared with." />;
  }
  if (confusion.isError) return <Again title="The matrix could not be counted" result={confusion} />;
  if (shown === null) {
    // Called off, or not begun.
    if (confusion.fetchStatus === 'idle') return <Again title="Not counted" result={confusion} />;
    return (
      <Waiting title="Counting" text="Labels are compared with predictions.">
        <Button variant="default" onClick={stopCounting}>
          Cancel
        </Button>
      </Waiting>
    );
  }
  return shown.total === 0 ? <NothingFound isCompared={shown.before !== null} /> : <NoLabels count={shown.total} />;
}

function NoPredictions() {
  const open = useUiStore((state) => state.openPredictions);
  return (
    <EmptyMessage
      title="No predictions yet"
      text="The confusion matrix compares the labels with what a model says: which classes it takes for which, and with that where labels are wrong. Import what your model said, run a classifier on the pictures here, or have labels predicted from embeddings, which needs no model of yours."
    >
      <Button leftSection={<IconFileImport size={14} />} onClick={() => open('file')}>
        Import predictions…
      </Button>
      <Button variant="default" leftSection={<IconGridDots size={14} />} onClick={() => open('classifier')}>
        Run a classifier…
      </Button>
      <Button variant="default" leftSection={<IconSparkles size={14} />} onClick={() => open('labels')}>
        Predict from embeddings…
      </Button>
    </EmptyMessage>
  );
}

function NothingFound({ isCompared }: { readonly isCompared: boolean }) {
  const { query, setQuery } = useQueryStore();
  return (
    <EmptyMessage
      title="Nothing to count"
      text={
        isCompared
          ? 'None of the samples that the query finds has a label and a prediction in both runs.'
          : 'No sample is what the query asks for.'
      }
    >
      <Button variant="default" onClick={() => setQuery({ ...DEFAULT_QUERY, sort: query.sort })}>
        Show everything
      </Button>
    </EmptyMessage>
  );
}

function NoLabels({ count }: { readonly count: number }) {
  const key = useKey('decide.label');
  const setView = useUiStore((state) => state.setView);
  return (
    <EmptyMessage
      title="Nothing has a label"
      text={`None of the ${formatNoun(count, 'sample')} that the query finds has a label to compare predictions with. Labels come from folders, and you give them yourself${key === null ? '' : ` with the key ${key}`}.`}
    >
      <Button variant="default" onClick={() => setView('grid')}>
        Show the samples
      </Button>
    </EmptyMessage>
  );
}

interface AgainProps {
  readonly title: string;
  readonly result: Pick<UseQueryResult, 'error' | 'refetch'>;
}

function Again({ title, result }: AgainProps) {
  return (
    <EmptyMessage title={title} text={result.error?.message ?? 'It was stopped before it was done.'}>
      <Button variant="default" onClick={() => void result.refetch()}>
        Try again
      </Button>
    </EmptyMessage>
  );
}

interface WaitingProps {
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}

function Waiting({ title, text, children }: WaitingProps) {
  return (
    <EmptyMessage title={title} text={text}>
      <Loader />
      {children}
    </EmptyMessage>
  );
}
