import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ModelInspection } from '../../shared/embedding.ts';
import type { WinnowError } from '../../shared/errors.ts';
import { api } from '../state/api.ts';
import { modelsChanged, useInspection } from '../state/embeddings.ts';
import { asWinnowError } from '../state/http.ts';
import { formatBytes } from '../ui/format.ts';
import { Problem } from '../ui/Problem.tsx';
import styles from './AddModel.module.css';
import { ModelForm } from './ModelForm.tsx';
import { addRequest, type ModelChoices, suggestedChoices } from './model-choices.ts';

/** A model of the user's: the file is read first, then asked only what it does not tell. */
export function AddModel({ onDone }: { readonly onDone: () => void }) {
  const [typed, setTyped] = useState('');
  const [file, setFile] = useState<string | null>(null);
  const { inspection, error, isLoading } = useInspection(file);
  return (
    <div className={styles.add}>
      <form
        className={styles.file}
        onSubmit={(event) => {
          event.preventDefault();
          setFile(typed.trim() === '' ? null : typed.trim());
        }}
      >
        <TextInput
          className={styles.path}
          label="ONNX file"
          description="Where it lies on this computer. It is read there, not copied."
          placeholder="/home/me/models/resnet50.onnx"
          spellCheck={false}
          data-autofocus
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={isLoading} disabled={typed.trim() === ''}>
          Read it
        </Button>
      </form>
      {error === null ? null : <Problem message={error.message} />}
      {inspection === undefined || isLoading ? (
        <div className={styles.foot}>
          <Button variant="default" onClick={onDone}>
            Back
          </Button>
        </div>
      ) : (
        <Read key={inspection.sha256} inspection={inspection} onDone={onDone} />
      )}
    </div>
  );
}

function Read({ inspection, onDone }: { readonly inspection: ModelInspection; readonly onDone: () => void }) {
  const [choices, setChoices] = useState<ModelChoices>(() => suggestedChoices(inspection));
  const [isAdding, setAdding] = useState(false);
  const [failure, setFailure] = useState<WinnowError | null>(null);
  const add = async (): Promise<void> => {
    setAdding(true);
    setFailure(null);
    try {
      await api.addModel(addRequest(inspection, choices));
      await modelsChanged();
      onDone();
    } catch (error) {
      setFailure(asWinnowError(error));
      setAdding(false);
    }
  };
  return (
    <>
      <p className={styles.known}>
        {formatBytes(inspection.sizeBytes)}.{' '}
        {inspection.isKnown
          ? 'A model Winnow knows: nothing needs to be asked.'
          : 'What the file does not tell is guessed below; change it where the model was trained otherwise.'}
      </p>
      <ModelForm inspection={inspection} choices={choices} onChange={setChoices} />
      {failure === null ? null : <Problem message={failure.message} />}
      <div className={styles.foot}>
        <Button variant="default" onClick={onDone}>
          Back
        </Button>
        <Button loading={isAdding} onClick={() => void add()}>
          Try it and add it
        </Button>
      </div>
    </>
  );
}
