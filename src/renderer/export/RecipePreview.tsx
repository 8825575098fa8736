import { Button } from '@mantine/core';
import { IconCopy, IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { DatasetInfo } from '../../shared/dataset.ts';
import type { RecipeRequest } from '../../shared/recipe.ts';
import { api } from '../state/api.ts';
import { useMessagesStore } from '../state/messages-store.ts';
import { datasetKey } from '../state/query-client.ts';
import { Problem } from '../ui/Problem.tsx';
import { saveFile } from '../ui/save-file.ts';
import styles from './RecipePreview.module.css';

export interface RecipePreviewProps {
  readonly dataset: DatasetInfo;
  /** How the form would export. */
  readonly asked: RecipeRequest;
  readonly onBack: () => void;
}

/** The recipe as it would be saved: cuts, rules, splits and export, for other data. */
export function RecipePreview({ dataset, asked, onBack }: RecipePreviewProps) {
  const { data, error } = useQuery({
    queryKey: datasetKey(dataset.id, 'recipe', asked),
    queryFn: ({ signal }) => api.recipe(dataset.id, asked, signal),
    gcTime: 0,
    staleTime: 0,
  });
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(data?.yaml ?? '');
    useMessagesStore.getState().say('The recipe is copied.');
  };
  return (
    <div className={styles.recipe}>
      <p className={styles.note}>
        What was decided here, to be done to other data from the command line:{' '}
        <code>winnow apply {dataset.name}.yaml FOLDER OUT</code>. Limits and all else can be edited in the file.
      </p>
      {error === null ? null : <Problem message={error.message} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
      <section className={`${styles.text} wn-selectable`} aria-label="Recipe" tabIndex={0}>
        {data?.yaml ?? ''}
      </section>
      <div className={styles.foot}>
        <Button variant="default" onClick={onBack}>
          Back
        </Button>
        <Button variant="default" leftSection={<IconCopy size={14} />} disabled={data === undefined} onClick={() => void copy()}>
          Copy
        </Button>
        <Button
          leftSection={<IconDownload size={14} />}
          disabled={data === undefined}
          onClick={() => saveFile(new Blob([data?.yaml ?? ''], { type: 'application/yaml' }), `${dataset.name}.yaml`)}
        >
          Save
        </Button>
      </div>
    </div>
  );
}
