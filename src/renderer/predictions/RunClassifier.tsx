import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { WinnowError } from '../../shared/errors.ts';
import { asWinnowError } from '../state/http.ts';
import { predictWith } from '../state/predictions.ts';
import { Problem } from '../ui/Problem.tsx';
import styles from './PredictionsDialog.module.css';

/** Any ONNX file that classifies images. */
export function RunClassifier({ onClose }: { readonly onClose: () => void }) {
  const [model, setModel] = useState('');
  const [classesFile, setClassesFile] = useState('');
  const [name, setName] = useState('');
  const [failure, setFailure] = useState<WinnowError | null>(null);
  const [isStarting, setStarting] = useState(false);
  const start = async (): Promise<void> => {
    setFailure(null);
    setStarting(true);
    try {
      await predictWith({
        model: model.trim(),
        ...(classesFile.trim() === '' ? {} : { classesFile: classesFile.trim() }),
        ...(name.trim() === '' ? {} : { name: name.trim() }),
      });
      onClose();
    } catch (problem) {
      setFailure(asWinnowError(problem));
      setStarting(false);
    }
  };
  return (
    <form
      className={styles.way}
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <TextInput
        label="ONNX file"
        description="A classifier of images. How pictures are prepared for it is read from the file, or known by its checksum."
        placeholder="/home/me/models/resnet50.onnx"
        spellCheck={false}
        value={model}
        onChange={(event) => setModel(event.currentTarget.value)}
      />
      <TextInput
        label="Classes"
        description="A text file with one class a line, in the order of the outputs; two where it gives one number. Not needed for models that Winnow knows."
        placeholder="/home/me/models/classes.txt"
        spellCheck={false}
        value={classesFile}
        onChange={(event) => setClassesFile(event.currentTarget.value)}
      />
      <TextInput label="Name of the run" value={name} onChange={(event) => setName(event.currentTarget.value)} />
      {failure === null ? null : <Problem message={failure.message} />}
      <div className={styles.foot}>
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
        <Button type="submit" loading={isStarting} disabled={model.trim() === ''}>
          Run it
        </Button>
      </div>
    </form>
  );
}
