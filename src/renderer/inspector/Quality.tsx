import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { ISSUES } from '../../shared/issue-meanings.ts';
import type { NumberField } from '../../shared/query.ts';
import {
  ANNOTATION_SCORE_TITLES,
  ANNOTATION_SCORES,
  EMBEDDING_SCORE_TITLES,
  EMBEDDING_SCORES,
  type PredictionField,
  SCORES,
} from '../../shared/score.ts';
import { useRunScores } from '../state/score-place.ts';
import { useSampleScores } from '../state/scores.ts';
import styles from './Fold.module.css';
import { ScoreInContext } from './ScoreInContext.tsx';

interface Titled {
  readonly field: NumberField;
  readonly title: string;
}

const QUALITY: readonly Titled[] = SCORES.map((name) => ({ field: `score.${name}`, title: ISSUES[name].title }));
const EMBEDDING: readonly Titled[] = EMBEDDING_SCORES.map((name) => ({
  field: `score.${name}`,
  title: EMBEDDING_SCORE_TITLES[name],
}));
const RUN: readonly (Titled & { readonly field: PredictionField })[] = [
  { field: 'confidence', title: 'Confidence' },
  { field: 'score.self-confidence', title: 'Probability of the label' },
  { field: 'score.normalized-margin', title: 'Label against the rest' },
  { field: 'score.margin', title: 'Margin' },
  { field: 'score.entropy', title: 'Entropy' },
  { field: 'score.mistakenness', title: 'Mistakenness' },
  { field: 'score.hardness', title: 'Hardness' },
  { field: 'score.expected-gain', title: 'Expected gain' },
];
const ANNOTATION: readonly Titled[] = ANNOTATION_SCORES.map((name) => ({
  field: `score.${name}`,
  title: ANNOTATION_SCORE_TITLES[name],
}));

/** Every score of a sample, and where it lies among those of all samples; folded away at first. */
export function Quality({ id }: { readonly id: number }) {
  const scores = useSampleScores(id);
  return (
    <>
      <Scores title="Quality" hint="0 worst, 1 best" scores={QUALITY} found={scores} />
      <Scores title="Embedding" hint="0 least, 1 most" scores={EMBEDDING} found={scores} />
      <Scores title="Label and prediction" hint="of the run in use" scores={RUN} found={useRunScores(id)} />
      <Scores title="Annotators" hint="0 least, 1 most" scores={ANNOTATION} found={scores} />
    </>
  );
}

interface ScoresProps {
  readonly title: string;
  readonly hint: string;
  readonly scores: readonly Titled[];
  readonly found: Readonly<Partial<Record<string, number>>> | undefined;
}

function Scores({ title, hint, scores, found }: ScoresProps) {
  const [isOpen, setOpen] = useState(false);
  const known = scores.flatMap(({ field, title: name }) => {
    const score = found?.[field];
    return score === undefined ? [] : [{ field, name, score }];
  });
  if (known.length === 0) return null;
  return (
    <details className={styles.fold} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <IconChevronRight className={styles.chevron} size={14} aria-hidden />
        {title}
        <span className={styles.hint}>{hint}</span>
      </summary>
      {isOpen ? (
        <dl className={styles.rows}>
          {known.map(({ field, name, score }) => (
            <ScoreInContext key={field} field={field} name={name} score={score} />
          ))}
        </dl>
      ) : null}
    </details>
  );
}
