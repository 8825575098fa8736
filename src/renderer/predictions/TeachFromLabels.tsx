import { Button } from '@mantine/core';
import { useState } from 'react';
import type { WinnowError } from '../../shared/errors.ts';
import { useActiveModel } from '../state/embeddings.ts';
import { asWinnowError } from '../state/http.ts';
import { predictOutOfFold } from '../state/predictions.ts';
import { useUiStore } from '../state/ui-store.ts';
import { Problem } from '../ui/Problem.tsx';
import styles from './PredictionsDialog.module.css';

/** No model of one's own: the labels themselves, learned on four fifths and predicted on the last one. */
export function TeachFromLabels({ onClose }: { readonly onClose: () => void }) {
  const model = useActiveModel();
  const openDialog = useUiStore((state) => state.openDialog);
  const [failure, setFailure] = useState<WinnowError | null>(null);
  const start = async (): Promise<void> => {
    setFailure(null);
    try {
      await predictOutOfFold();
      onClose();
    } catch (problem) {
      setFailure(asWinnowError(problem));
    }
  };
  return (
    <div className={styles.way}>
      <p className={styles.note}>
        Needs no model of yours. A regression learns the labels from the embeddings of four fifths of the pictures and predicts
        those of the last fifth, five times over, so that no picture is judged by its own label. Copies of a picture are never
        told apart. A label it strongly disagrees with is probably wrong.
      </p>
      {failure === null ? null : <Problem message={failure.message} />}
      {model === null ? (
        <Problem tone="notice" message="No model has looked at this dataset yet. One comes with Winnow." />
      ) : null}
      <div className={styles.foot}>
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
        {model === null ? (
          <Button onClick={() => openDialog('embed')}>Find what is alike…</Button>
        ) : (
          <Button disabled={model === undefined} onClick={() => void start()}>
            Predict the labels
          </Button>
        )}
      </div>
    </div>
  );
}
