import { Button, Loader } from '@mantine/core';
import { IconChartDots3, IconSparkles } from '@tabler/icons-react';
import type { DatasetModel } from '../../shared/embedding.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { useEmbedJob } from '../state/embeddings.ts';
import { runningJob, useJobsStore } from '../state/jobs-store.ts';
import { layOut } from '../state/map-actions.ts';
import { useMapStore } from '../state/map-store.ts';
import { useUiStore } from '../state/ui-store.ts';
import { EmptyMessage } from '../ui/EmptyMessage.tsx';

/** Why there is no map yet, and the way to one. @param model null: nothing was embedded; undefined: not known yet */
export function MapEmpty({ model }: { readonly model: DatasetModel | null | undefined }) {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const isLayingOut = useJobsStore(({ jobs }) => runningJob(jobs, 'map', dataset) !== null);
  const embedding = useEmbedJob();
  const isLoaded = useMapStore((state) => state.isLoaded);
  const error = useMapStore((state) => state.error);
  const openDialog = useUiStore((state) => state.openDialog);
  if (isLayingOut) return <Busy title="Laying out the map" text="The points appear in a moment." />;
  if (embedding !== null) {
    return <Busy title="A model is looking at the pictures" text="The map is laid out as soon as it has seen them all." />;
  }
  if (error !== null) return <EmptyMessage title="The map could not be read" text={error.message} />;
  if (model === undefined || !isLoaded) return <Busy title="Opening the map" text="" />;
  if (model === null) {
    return (
      <EmptyMessage
        title="See the shape of the dataset"
        text="A model looks at every picture, and those it finds alike come to lie near each other: clusters, outliers, wrong labels and copies show at a glance. The built-in model works at once and offline."
      >
        <Button leftSection={<IconSparkles size={14} />} onClick={() => openDialog('embed')}>
          Find what is alike…
        </Button>
      </EmptyMessage>
    );
  }
  return (
    <EmptyMessage
      title="No map yet"
      text={`${model.title} has seen the pictures. From what it found alike the map can be laid out; you can watch it form.`}
    >
      <Button leftSection={<IconChartDots3 size={14} />} onClick={() => void layOut({})}>
        Lay out the map
      </Button>
    </EmptyMessage>
  );
}

function Busy({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <EmptyMessage title={title} text={text}>
      <Loader />
    </EmptyMessage>
  );
}
