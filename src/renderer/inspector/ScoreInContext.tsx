import type { NumberField } from '../../shared/query.ts';
import { useHistogram } from '../state/issues.ts';
import { useCountBelow } from '../state/score-place.ts';
import { formatScore } from '../ui/format.ts';
import { placeIn } from './place-in.ts';
import { ScoreBars } from './ScoreBars.tsx';
import styles from './ScoreInContext.module.css';
import { belowWords, longBelowWords } from './score-words.ts';

export interface ScoreInContextProps {
  readonly field: NumberField;
  readonly name: string;
  readonly score: number;
}

/** A score, a small histogram of it over all samples with its place marked, and how many of them have less. */
export function ScoreInContext({ field, name, score }: ScoreInContextProps) {
  const facet = useHistogram(field, null);
  const below = useCountBelow(field, score);
  const total = facet?.counts.reduce((sum, count) => sum + count, 0) ?? 0;
  const isPlaced = facet !== undefined && below !== undefined && total > 1;
  return (
    <div className={styles.row} title={isPlaced ? `${name} ${formatScore(score)}: ${longBelowWords(below, total)}` : name}>
      <dt className={styles.name}>{name}</dt>
      <dd className={styles.value}>
        <span className={styles.bars} aria-hidden>
          {facet === undefined ? null : <ScoreBars counts={facet.counts} mark={placeIn(facet.edges, score)} />}
        </span>
        <span className={styles.score}>{formatScore(score)}</span>
        <span className={styles.below}>{isPlaced ? belowWords(below, total) : ''}</span>
      </dd>
    </div>
  );
}
