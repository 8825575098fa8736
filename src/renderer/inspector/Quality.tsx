import { IconChevronRight } from '@tabler/icons-react';
import { ISSUES } from '../../shared/issue-meanings.ts';
import {
  ANNOTATION_SCORE_TITLES,
  ANNOTATION_SCORES,
  type AnyScoreField,
  EMBEDDING_SCORE_TITLES,
  EMBEDDING_SCORES,
  SCORES,
} from '../../shared/score.ts';
import { useSampleScores } from '../state/scores.ts';
import { formatScore } from '../ui/format.ts';
import styles from './Fold.module.css';

interface Titled {
  readonly field: AnyScoreField;
  readonly title: string;
}

const QUALITY: readonly Titled[] = SCORES.map((name) => ({ field: `score.${name}`, title: ISSUES[name].title }));
const EMBEDDING: readonly Titled[] = EMBEDDING_SCORES.map((name) => ({
  field: `score.${name}`,
  title: EMBEDDING_SCORE_TITLES[name],
}));

const ANNOTATION: readonly Titled[] = ANNOTATION_SCORES.map((name) => ({
  field: `score.${name}`,
  title: ANNOTATION_SCORE_TITLES[name],
}));

/** Every score of a sample, folded away at first. */
export function Quality({ id }: { readonly id: number }) {
  return (
    <>
      <Scores id={id} title="Quality" hint="0 worst, 1 best" scores={QUALITY} />
      <Scores id={id} title="Embedding" hint="0 least, 1 most" scores={EMBEDDING} />
      <Scores id={id} title="Annotators" hint="0 least, 1 most" scores={ANNOTATION} />
    </>
  );
}

interface ScoresProps {
  readonly id: number;
  readonly title: string;
  readonly hint: string;
  readonly scores: readonly Titled[];
}

function Scores({ id, title, hint, scores }: ScoresProps) {
  const found = useSampleScores(id);
  const known = scores.flatMap(({ field, title: name }) => {
    const score = found?.[field];
    return score === undefined ? [] : [{ name, score }];
  });
  if (known.length === 0) return null;
  return (
    <details className={styles.fold}>
      <summary>
        <IconChevronRight className={styles.chevron} size={14} aria-hidden />
        {title}
        <span className={styles.hint}>{hint}</span>
      </summary>
      <dl className={styles.rows}>
        {known.map(({ name, score }) => (
          <div key={name} className={styles.row}>
            <dt>{name}</dt>
            <dd>
              <span className={styles.track} aria-hidden>
                <span style={{ width: `${score * 100}%` }} />
              </span>
              {formatScore(score)}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
