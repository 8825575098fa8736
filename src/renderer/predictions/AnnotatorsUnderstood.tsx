import { Button } from '@mantine/core';
import type { AnnotatorPreview } from '../../shared/prediction-file.ts';
import { FileProblems } from '../ui/FileProblems.tsx';
import { formatCount, formatNoun } from '../ui/format.ts';
import { Problem } from '../ui/Problem.tsx';
import styles from './PredictionsDialog.module.css';
import { problemText } from './problem-words.ts';

/** More are counted alone. */
const MOST_NAMED = 12;

export interface AnnotatorsUnderstoodProps {
  readonly annotators: AnnotatorPreview;
  /** Reads the file as predictions instead. */
  readonly onOtherwise: () => void;
}

/** A file of what several people called the pictures, as it is understood. */
export function AnnotatorsUnderstood({ annotators: preview, onOtherwise }: AnnotatorsUnderstoodProps) {
  const { annotators, counts, labels, disagreements, mapping } = preview;
  const named = annotators.slice(0, MOST_NAMED).map(({ name, labels: given }) => `${name} (${formatCount(given)})`);
  const rest = annotators.length - named.length;
  return (
    <>
      <Problem tone="notice" message={`${foundWords(preview)} ${readWords(mapping)}`}>
        <Button variant="default" size="compact-xs" onClick={onOtherwise}>
          These are predictions
        </Button>
      </Problem>
      <div role="status">
        <p className={styles.note}>
          {named.join(', ')}
          {rest > 0 ? ` and ${rest} more` : ''}. {formatNoun(labels, 'label')}, {formatNoun(disagreements, 'picture')} disagreed
          on. {matchedWords(counts)}
        </p>
        <FileProblems label="What is wrong with some rows" problems={counts.problems} words={problemText} />
      </div>
    </>
  );
}

function foundWords({ annotators, counts }: AnnotatorPreview): string {
  const [people, pictures] = [formatNoun(annotators.length, 'annotator'), formatNoun(counts.samples, 'picture')];
  return `These are the labels of several people: ${people}, ${pictures}.`;
}

/** `959 of 960 rows are of pictures in this dataset.` */
function matchedWords({ rows, matchedBy }: AnnotatorPreview['counts']): string {
  const matched = Object.values(matchedBy).reduce((sum, count) => sum + count, 0);
  return `${formatCount(matched)} of ${formatNoun(rows, 'row')} are of pictures in this dataset.`;
}

function readWords({ path, labels }: AnnotatorPreview['mapping']): string {
  const columns = labels.kind === 'long' ? [path, labels.annotator, labels.label] : [path, ...labels.columns];
  const quoted = columns.slice(0, 6).map((name) => `“${name}”`);
  const rest = columns.length - quoted.length;
  const each = labels.kind === 'long' ? 'a row for each label' : 'a column for each person';
  return `Read from ${quoted.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}: ${each}.`;
}
