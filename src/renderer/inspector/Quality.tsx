import { IconChevronRight } from '@tabler/icons-react';
import { ISSUES } from '../../shared/issue.ts';
import { SCORES } from '../../shared/score.ts';
import { useSampleScores } from '../state/scores.ts';
import { formatScore } from '../ui/format.ts';
import styles from './Fold.module.css';

/** Every score of a sample, folded away at first. */
export function Quality({ id }: { readonly id: number }) {
  const scores = useSampleScores(id);
  const known = SCORES.flatMap((name) => {
    const score = scores?.[`score.${name}`];
    return score === undefined ? [] : [{ name, score }];
  });
  if (known.length === 0) return null;
  return (
    <details className={styles.fold}>
      <summary>
        <IconChevronRight className={styles.chevron} size={14} aria-hidden />
        Quality
        <span className={styles.hint}>0 worst, 1 best</span>
      </summary>
      <dl className={styles.rows}>
        {known.map(({ name, score }) => (
          <div key={name} className={styles.row}>
            <dt>{ISSUES[name].title}</dt>
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
