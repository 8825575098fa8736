import { Button, Loader } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import type { DatasetModel } from '../../shared/embedding.ts';
import { DEFAULT_QUERY } from '../../shared/query.ts';
import { arrange, stopArranging, useArrangedStore } from '../state/arranged-store.ts';
import { useEmbeddingsFailure, useEmbedJob } from '../state/embeddings.ts';
import { useJobsStore } from '../state/jobs-store.ts';
import { useQueryStore } from '../state/query-store.ts';
import { useUiStore } from '../state/ui-store.ts';
import { EmptyMessage } from '../ui/EmptyMessage.tsx';
import { formatNoun } from '../ui/format.ts';
import { stageText } from './stage-text.ts';

/** Why nothing is arranged yet, and the way to it. @param model null: nothing was embedded; undefined: not known yet */
export function ArrangedEmpty({ model }: { readonly model: DatasetModel | null | undefined }) {
  const embedding = useEmbedJob();
  const unknown = useEmbeddingsFailure();
  const { grid, error, isStopped } = useArrangedStore();
  const matching = useQueryStore((state) => state.ids.length);
  const answered = useQueryStore((state) => state.answered);
  const queryError = useQueryStore((state) => state.error);
  const rerun = useQueryStore((state) => state.rerun);
  if (embedding !== null) {
    return (
      <EmptyMessage title="A model is looking at the pictures" text="They are arranged as soon as it has seen them all.">
        <Loader />
      </EmptyMessage>
    );
  }
  if (unknown !== null) {
    return <Again title="What was embedded is not known" text={unknown.message} label="Try again" act={unknown.retry} />;
  }
  if (model === null) {
    return (
      <Unseen
        title="All pictures, the similar ones side by side"
        text="A model looks at every picture; then the whole query lies on one plane on which neighbours look alike, from one screen of typical pictures down to single ones. The built-in model works at once and offline."
      />
    );
  }
  if (queryError !== null && answered === null) {
    return <Again title="The query could not be answered" text={queryError.message} label="Try again" act={rerun} />;
  }
  if (error !== null)
    return <Again title="The pictures could not be arranged" text={error.message} label="Try again" act={arrange} />;
  if (isStopped) return <Again title="Not arranged" text="It was stopped before it was done." label="Arrange" act={arrange} />;
  if (answered !== null && matching === 0) return <NothingFound />;
  if (grid !== null && grid.size === 0 && grid.leftOut > 0) {
    return (
      <Unseen
        title="None of these can be arranged"
        text={`The query finds ${formatNoun(grid.leftOut, 'sample')} that the model has not seen: new ones wait for it, and broken pictures it cannot see.`}
      />
    );
  }
  return <Arranging count={matching} />;
}

function Unseen({ title, text }: { readonly title: string; readonly text: string }) {
  const openDialog = useUiStore((state) => state.openDialog);
  return (
    <EmptyMessage title={title} text={text}>
      <Button leftSection={<IconSparkles size={14} />} onClick={() => openDialog('embed')}>
        Embed the pictures…
      </Button>
    </EmptyMessage>
  );
}

function NothingFound() {
  const { query, setQuery } = useQueryStore();
  return (
    <EmptyMessage title="Nothing matches" text="No sample is what the query asks for.">
      <Button variant="default" onClick={() => setQuery({ ...DEFAULT_QUERY, sort: query.sort })}>
        Show everything
      </Button>
    </EmptyMessage>
  );
}

function Arranging({ count }: { readonly count: number }) {
  const jobId = useArrangedStore((state) => state.jobId);
  const job = useJobsStore(({ jobs }) => jobs.find(({ id }) => id === jobId) ?? null);
  return (
    <EmptyMessage title={count === 0 ? 'Arranging' : `Arranging ${formatNoun(count, 'sample')}`} text={stageText(job)}>
      <Loader />
      {jobId === null ? null : (
        <Button variant="default" onClick={() => void stopArranging()}>
          Cancel
        </Button>
      )}
    </EmptyMessage>
  );
}

interface AgainProps {
  readonly title: string;
  readonly text: string;
  readonly label: string;
  readonly act: () => Promise<void>;
}

function Again({ title, text, label, act }: AgainProps) {
  return (
    <EmptyMessage title={title} text={text}>
      <Button variant="default" onClick={() => void act()}>
        {label}
      </Button>
    </EmptyMessage>
  );
}
