import { Button, Loader } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useQueryStore } from '../state/query-store.ts';
import { rankAnew, toggleReview } from '../state/review-actions.ts';
import type { ReviewProgress } from '../state/review-progress.ts';
import { relabeledQuery } from '../state/review-query.ts';
import { useReviewStore } from '../state/review-store.ts';
import { useUiStore } from '../state/ui-store.ts';
import { EmptyMessage } from '../ui/EmptyMessage.tsx';
import { summaryWords } from './review-words.ts';

export interface ReviewEmptyProps {
  readonly progress: ReviewProgress | undefined;
  readonly decided: number;
  readonly isRanked: boolean;
}

/** Why there is no suspect to look at, and what can be done now. */
export function ReviewEmpty({ progress, decided, isRanked }: ReviewEmptyProps) {
  const problem = useReviewStore((state) => state.problem);
  const kind = useReviewStore((state) => state.kind);
  const isScoped = useReviewStore((state) => state.scope !== null);
  if (progress !== undefined && progress.needs !== null) return <NothingToReview needs={progress.needs} />;
  if (problem !== null) {
    return (
      <EmptyMessage title="The suspects could not be ranked" text={problem}>
        <Button variant="default" onClick={() => void rankAnew()}>
          Try again
        </Button>
      </EmptyMessage>
    );
  }
  if (progress === undefined || !isRanked || progress.left > 0) {
    return (
      <EmptyMessage title="One moment" text="Suspects are being ranked.">
        <Loader />
      </EmptyMessage>
    );
  }
  if (decided > 0) return <AllDecided progress={progress} decided={decided} />;
  const where = isScoped ? ' of the samples that the query finds' : '';
  return (
    <EmptyMessage
      isGood
      title={kind === 'label' ? 'No label issues' : 'The annotators agree'}
      text={kind === 'label' ? `The predictions doubt no label${where}.` : `They disagree on none${where}.`}
    >
      <Button variant="default" onClick={toggleReview}>
        Back to the grid
      </Button>
    </EmptyMessage>
  );
}

function NothingToReview({ needs }: { readonly needs: NonNullable<ReviewProgress['needs']> }) {
  const openDialog = useUiStore((state) => state.openDialog);
  if (needs === 'annotations') {
    return (
      <EmptyMessage
        title="No annotators yet"
        text="Import a file of what several people called the pictures: a row for each label, or a column for each person."
      >
        <Button onClick={() => openDialog('predictions')}>Import…</Button>
      </EmptyMessage>
    );
  }
  const text =
    needs === 'smaller-run'
      ? 'The active run has more probabilities than fit in memory here. Choose a run of fewer classes.'
      : 'Labels are doubted by what a model says of the pictures. Import what yours said, run a classifier here, or have the labels predicted from embeddings, which needs no model of yours.';
  return (
    <EmptyMessage title={needs === 'smaller-run' ? 'The run is too large' : 'No predictions yet'} text={text}>
      <Button onClick={() => openDialog('predictions')}>Predictions…</Button>
    </EmptyMessage>
  );
}

function AllDecided({ progress, decided }: { readonly progress: ReviewProgress; readonly decided: number }) {
  const setQuery = useQueryStore((state) => state.setQuery);
  const setView = useUiStore((state) => state.setView);
  const openDialog = useUiStore((state) => state.openDialog);
  const show = (): void => {
    setQuery(relabeledQuery(useReviewStore.getState().kind, null));
    setView('grid');
  };
  return (
    <EmptyMessage isGood title="All suspects are decided" text={`${summaryWords(progress, decided)}.`}>
      {progress.relabeled === 0 ? null : (
        <Button variant="default" onClick={show}>
          Show the relabelled
        </Button>
      )}
      <Button leftSection={<IconUpload size={14} />} onClick={() => openDialog('export')}>
        Export…
      </Button>
    </EmptyMessage>
  );
}
