import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { WinnowError } from '../../shared/errors.ts';
import type { PredictionFileRequest } from '../../shared/prediction-api.ts';
import { type ColumnMapping, type PredictionPreview, VALUE_KINDS, type ValueKind } from '../../shared/prediction-file.ts';
import { importAnnotations } from '../state/annotations.ts';
import { asWinnowError } from '../state/http.ts';
import { importPredictions, useFilePreview } from '../state/predictions.ts';
import { FileProblems } from '../ui/FileProblems.tsx';
import { formatNoun } from '../ui/format.ts';
import { Problem } from '../ui/Problem.tsx';
import { AnnotatorsUnderstood } from './AnnotatorsUnderstood.tsx';
import { ColumnTable } from './ColumnTable.tsx';
import styles from './PredictionsDialog.module.css';
import { matchText, NEED_WORDS, problemText } from './problem-words.ts';

/** Files that a person names. */
interface Files {
  readonly file: string;
  readonly pathsFile: string;
  readonly classesFile: string;
  readonly annotationsFile: string;
}

const VALUE_WORDS: Readonly<Record<ValueKind, string>> = {
  probabilities: 'Probabilities, 0 to 1',
  percentages: 'Percentages, 0 to 100',
  logits: 'Logits: turned into probabilities by softmax',
};

/** A file of predictions: read first, shown as it is understood, imported when that is right. */
export function FileImport({ onClose }: { readonly onClose: () => void }) {
  const [typed, setTyped] = useState<Files>({ file: '', pathsFile: '', classesFile: '', annotationsFile: '' });
  const [request, setRequest] = useState<PredictionFileRequest | null>(null);
  const [name, setName] = useState('');
  const [failure, setFailure] = useState<WinnowError | null>(null);
  const { preview, error, isReading } = useFilePreview(request);
  const read = (mapping?: ColumnMapping): void => {
    setFailure(null);
    setRequest(typed.file.trim() === '' ? null : requestOf(typed, mapping));
  };
  const start = async (): Promise<void> => {
    if (request === null || preview === undefined) return;
    try {
      if (preview.annotators === null) await importPredictions({ ...request, mapping: preview.mapping }, name.trim());
      else await importAnnotations(request, name.trim());
      onClose();
    } catch (problem) {
      setFailure(asWinnowError(problem));
    }
  };
  const problem = failure ?? error;
  const isOld = request !== null && !isSameFiles(request, requestOf(typed, undefined));
  const isReady = preview !== undefined && !isReading && !isOld && samplesIn(preview) !== null;
  return (
    <form
      className={styles.way}
      onSubmit={(event) => {
        event.preventDefault();
        read();
      }}
    >
      <div className={styles.line}>
        <PathInput
          label="File"
          description="CSV, JSON lines, Parquet, NPY, NPZ, or COCO’s results of boxes, where it lies on this computer. It is read there, not copied."
          value={typed.file}
          onChange={(file) => setTyped({ ...typed, file })}
        />
        <Button type="submit" variant="default" loading={isReading} disabled={typed.file.trim() === ''}>
          Read it
        </Button>
      </div>
      {preview?.needs.includes('paths-file') === true || typed.pathsFile !== '' ? (
        <PathInput
          label="Paths of the rows"
          value={typed.pathsFile}
          onChange={(pathsFile) => setTyped({ ...typed, pathsFile })}
        />
      ) : null}
      {preview?.needs.some((need) => need === 'classes' || need === 'other-classes') === true || typed.classesFile !== '' ? (
        <PathInput
          label="Classes, in the order of the probabilities"
          value={typed.classesFile}
          onChange={(classesFile) => setTyped({ ...typed, classesFile })}
        />
      ) : null}
      {isOld ? <Problem tone="notice" message="Other files are named now than were read. Read them first." /> : null}
      {preview?.format === 'coco' || typed.annotationsFile !== '' ? (
        <PathInput
          label="Annotations that number images and classes"
          description="Without them those of the dataset count, or else an image is found by its number. Read it again after a change."
          value={typed.annotationsFile}
          onChange={(annotationsFile) => setTyped({ ...typed, annotationsFile })}
        />
      ) : null}
      {problem === null ? null : <Problem message={problem.message} />}
      {preview === undefined || error !== null ? null : preview.annotators === null ? (
        <Understood preview={preview} onMapping={read} />
      ) : (
        <AnnotatorsUnderstood annotators={preview.annotators} onOtherwise={() => read(preview.mapping)} />
      )}
      {isReady ? (
        <TextInput
          label={preview.annotators === null ? 'Name of the run' : 'Name of the set'}
          placeholder={fileStem(typed.file)}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      ) : null}
      <div className={styles.foot}>
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
        <Button disabled={!isReady || samplesIn(preview) === 0} onClick={() => void start()}>
          Import
        </Button>
      </div>
    </form>
  );
}

interface UnderstoodProps {
  readonly preview: PredictionPreview;
  readonly onMapping: (mapping: ColumnMapping) => void;
}

function Understood({ preview, onMapping }: UnderstoodProps) {
  const { columns, mapping, needs, counts, classes, boxes } = preview;
  return (
    <>
      {columns.length === 0 ? null : <ColumnTable columns={columns} mapping={mapping} onMapping={onMapping} />}
      {mapping.probabilities === null ? null : (
        <Select
          label="The numbers are"
          data={VALUE_KINDS.map((value) => ({ value, label: VALUE_WORDS[value] }))}
          value={mapping.values}
          allowDeselect={false}
          onChange={(value) => onMapping({ ...mapping, values: VALUE_KINDS.find((kind) => kind === value) ?? mapping.values })}
        />
      )}
      {needs.map((need) => (
        <Problem key={need} tone="notice" message={NEED_WORDS[need]} />
      ))}
      {counts === null ? null : (
        <div role="status">
          <p className={styles.note}>
            {boxes === null ? matchText(counts) : `${formatNoun(boxes, 'box')} on ${formatNoun(counts.samples, 'sample')}.`}{' '}
            {classes.length > 0 ? `Classes: ${classesText(classes)}.` : null}
          </p>
          <FileProblems label="What is wrong with some rows" problems={counts.problems} words={problemText} />
        </div>
      )}
    </>
  );
}

/** Samples that the file says something of; null: it cannot be imported as it is. */
function samplesIn({ annotators, needs, counts }: PredictionPreview): number | null {
  if (annotators !== null) return annotators.counts.samples;
  return needs.length > 0 ? null : (counts?.samples ?? null);
}

interface PathInputProps {
  readonly label: string;
  readonly description?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function PathInput({ onChange, ...shown }: PathInputProps) {
  return (
    <TextInput
      {...shown}
      className={styles.grow}
      spellCheck={false}
      placeholder="/home/me/results/predictions.csv"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function requestOf(
  { file, pathsFile, classesFile, annotationsFile }: Files,
  mapping: ColumnMapping | undefined,
): PredictionFileRequest {
  return {
    file: file.trim(),
    ...(pathsFile.trim() === '' ? {} : { pathsFile: pathsFile.trim() }),
    ...(classesFile.trim() === '' ? {} : { classesFile: classesFile.trim() }),
    ...(annotationsFile.trim() === '' ? {} : { annotationsFile: annotationsFile.trim() }),
    ...(mapping === undefined ? {} : { mapping }),
  };
}

function isSameFiles(a: PredictionFileRequest, b: PredictionFileRequest): boolean {
  return a.file === b.file && a.pathsFile === b.pathsFile && a.classesFile === b.classesFile;
}

function classesText(classes: readonly string[]): string {
  const shown = classes.slice(0, 8).join(', ');
  return classes.length <= 8 ? shown : `${shown} and ${classes.length - 8} more`;
}

const fileStem = (file: string): string => (file.split(/[/\\]/).at(-1) ?? '').replace(/\.[^.]*$/, '');
