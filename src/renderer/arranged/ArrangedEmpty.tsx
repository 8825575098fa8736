import { Button, Loader } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { DatasetModel } from '../../shared/embedding.ts';
import { DEFAULT_QUERY } from '../../shared/query.ts';
import { arrange, stopArranging, useArrangedStore } from '../state/arranged-store.ts';
import { useEmbedJob } from '../state/embeddings.ts';
import { useJobsStore } from '../state/jobs-store.ts';
import { useQueryStore } from '../state/query-store.ts';
import { useUiStore } from '../state/ui-store.ts';
import { EmptyMessage } from '../ui/EmptyMessage.tsx';
import { formatNoun } from '../ui/format.ts';
import { stageText } from './stage-text.ts';

/** Why nothing is arranged yet, and the way to it. @param model null: nothing was embedded; undefined: not known yet */
export function ArrangedEmpty({ model }: { readonly model: DatasetModel | null | undefined }) {
  const embedding = useEmbedJob();
  const openDialog = useUiStore((state) => state.openDialog);
  const { grid, error, isStopped } = useArrangedStore();
  const matching = useQueryStore((state) => state.ids.length);
  const answered = useQueryStore((state) => state.answered);
  const setQuery = useQueryStore((state) => state.setQuery);
  if (model === null && embedding !== null) {
    return (
      <Busy title="A model is looking at the pictures" text="They are arranged as soon as it has seen them all.">
        <Loader />
      </Busy>
    );
  }
  if (model === null) {
    return (
      <EmptyMessage
        title="All pictures, the similar ones side by side"
        text="A model looks at every picture; then the whole query lies on one plane on which neighbours look alike, from one screen of typical pictures down to single ones. The built-in model works at once and offline."
      >
        <Button leftSection={<IconSparkles size={14} />} onClick={() => openDialog('embed')}>
          Embed the pictures…
        </Button>
      </EmptyMessage>
    );
  }
  if (error !== null) return <Again title="The pictures could not be arranged" text={error.message} label="Try again" />;
  if (isStopped) return <Again title="Not arranged" text="It was stopped before it was done." label="Arrange" />;
  if (answered !== null && matching === 0) {
    return (
      <EmptyMessage title="Nothing matches" text="No sample is what the query asks for.">
        <Button variant="default" onClick={() => setQuery({ ...DEFAULT_QUERY, sort: answered.sort })}>
          Show everything
        </Button>
      </EmptyMessage>
    );
  }
  if (grid !== null && grid.size === 0 && grid.leftOut > 0) {
    return (
      <EmptyMessage
        title="None of these can be arranged"
        text={`The model has not seen ${grid.leftOut === 1 ? 'the sample' : `any of the ${formatNoun(grid.leftOut, 'sample')}`} that the query finds: new ones wait for it, and broken pictures it cannot see.`}
      >
        <Button leftSection={<IconSparkles size={14} />} onClick={() => openDialog('embed')}>
          Embed the pictures…
        </Button>
      </EmptyMessage>
    );
  }
  return <Arranging count={matching} />;
}

function Arranging({ count }: { readonly count: number }) {
  const jobId = useArrangedStore((state) => state.jobId);
  const job = useJobsStore(({ jobs }) => jobs.find(({ id }) => id === jobId) ?? null);
  return (
    <Busy title={count === 0 ? 'Arranging' : `Arranging ${formatNoun(count, 'sample')}`} text={stageText(job)}>
      <Loader />
      {jobId === null ? null : (
        <Button variant="default" onClick={() => void stopArranging()}>
          Cancel
        </Button>
      )}
    </Busy>
  );
}

interface BusyProps {
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}

function Busy({ title, text, children }: BusyProps) {
  return (
    <EmptyMessage title={title} text={text}>
      {children}
    </EmptyMessage>
  );
}

function Again({ title, text, label }: { readonly title: string; readonly text: string; readonly label: string }) {
  return (
    <EmptyMessage title={title} text={text}>
      <Button variant="default" onClick={() => void arrange()}>
        {label}
      </Button>
    </EmptyMessage>
  );
}
