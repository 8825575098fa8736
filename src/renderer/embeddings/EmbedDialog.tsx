import { Button, Modal, Radio } from '@mantine/core';
import { useState } from 'react';
import { BUILT_IN_MODEL, type DatasetModel, type ModelInfo } from '../../shared/embedding.ts';
import type { WinnowError } from '../../shared/errors.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { startEmbedding, useEmbeddings, useEmbeddingsFailure, useEmbedJob, useModels } from '../state/embeddings.ts';
import { asWinnowError } from '../state/http.ts';
import { useUiStore } from '../state/ui-store.ts';
import { Problem } from '../ui/Problem.tsx';
import { AddModel } from './AddModel.tsx';
import styles from './EmbedDialog.module.css';
import { EmbedProgress } from './EmbedProgress.tsx';
import { ModelRow } from './ModelRow.tsx';
import { embedVerb, shownModels } from './model-choices.ts';

/** Which model looks at the open dataset: `embed` of the ui store. */
export function EmbedDialog() {
  const isOpen = useUiStore((state) => state.dialog === 'embed');
  const dataset = useDatasetStore((state) => state.dataset);
  const closeDialog = useUiStore((state) => state.closeDialog);
  const [isAdding, setAdding] = useState(false);
  if (!isOpen || dataset === null) return null;
  const title = isAdding ? 'Add a model' : 'Find what is alike';
  return (
    <Modal opened title={title} size={640} onClose={closeDialog}>
      {isAdding ? <AddModel onDone={() => setAdding(false)} /> : <Choice key={dataset.id} onAdd={() => setAdding(true)} />}
    </Modal>
  );
}

function Choice({ onAdd }: { readonly onAdd: () => void }) {
  const { models, error } = useModels();
  const state = useEmbeddings();
  const unknown = useEmbeddingsFailure();
  const job = useEmbedJob();
  const closeDialog = useUiStore((state) => state.closeDialog);
  const [chosen, setChosen] = useState<string | null>(null);
  const [failure, setFailure] = useState<WinnowError | null>(null);
  if (error !== null) return <Problem message={error.message} />;
  if (unknown !== null) {
    return (
      <Problem message={unknown.message}>
        <Button variant="default" size="compact-xs" onClick={() => void unknown.retry()}>
          Try again
        </Button>
      </Problem>
    );
  }
  if (models === undefined || state === undefined) return null;
  const active = state.models.find(({ id }) => id === state.activeId) ?? null;
  const name = chosen ?? active?.name ?? BUILT_IN_MODEL;
  const given = (model: ModelInfo): DatasetModel | null => state.models.find((one) => one.name === model.name) ?? null;
  const model = models.find((one) => one.name === name);
  const start = async (): Promise<void> => {
    setFailure(null);
    try {
      await startEmbedding(name);
      closeDialog();
    } catch (problem) {
      setFailure(asWinnowError(problem));
    }
  };
  return (
    <div className={styles.dialog}>
      <p className={styles.intro}>
        A model turns every picture into numbers that are close where pictures look alike. That gives the map, “more like this”,
        outliers, and copies that were cropped or tilted. It runs on this computer; nothing is sent anywhere.
      </p>
      <Radio.Group aria-label="Model" value={name} onChange={setChosen}>
        <div className={styles.models}>
          {shownModels(models, state.models).map((one) => (
            <ModelRow key={one.name} model={one} given={given(one)} isChosen={one.name === name} />
          ))}
        </div>
      </Radio.Group>
      {failure === null ? null : <Problem message={failure.message} />}
      {job === null ? null : <EmbedProgress job={job} />}
      <div className={styles.foot}>
        <Button variant="subtle" className={styles.add} onClick={onAdd}>
          Add an ONNX file…
        </Button>
        <Button variant="default" onClick={closeDialog}>
          Close
        </Button>
        {job === null ? (
          <Button
            data-autofocus
            disabled={model === undefined || model.state !== 'ready'}
            title={model?.state === 'ready' ? undefined : 'Download the model first.'}
            onClick={() => void start()}
          >
            {model === undefined ? 'Embed' : embedVerb(given(model))}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
