import type { PredictionRun } from '../../shared/prediction.ts';
import type { Confusion } from '../state/confusion.ts';
import { closePart, openClauses, useConfusionStore, useIsNarrowed } from '../state/confusion-store.ts';
import { formatCount } from '../ui/format.ts';
import styles from './ConfusionSide.module.css';
import { chanceWords, changeRows } from './comparison-words.ts';

export interface ComparisonProps {
  readonly comparison: NonNullable<Confusion['comparison']>;
  readonly active: PredictionRun;
  readonly before: PredictionRun;
}

/** What became better and worse from one run to the other; each shows its samples. */
export function Comparison({ comparison: { counts, pValue }, active, before }: ComparisonProps) {
  const title = useConfusionStore((state) => state.title);
  const isNarrowed = useIsNarrowed();
  return (
    <section className={styles.section} aria-labelledby="winnow-comparison">
      <h2 className={styles.heading} id="winnow-comparison">
        {active.name}, compared with {before.name}
      </h2>
      <ul className={styles.list}>
        {changeRows(counts, before.name).map((row) => {
          const isOpen = isNarrowed && title === row.title;
          return (
            <li key={row.title}>
              <button
                type="button"
                className={styles.row}
                aria-pressed={isOpen}
                disabled={row.count === 0 && !isOpen}
                onClick={() => (isOpen ? closePart() : openClauses(row.clauses, row.title))}
              >
                <span className={styles.name}>{row.title}</span>
                <span>{formatCount(row.count)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      <p className={styles.note}>
        {chanceWords(counts, pValue, active.name)}
        {counts.changed === 0 ? '' : ` Of those wrong in both, ${formatCount(counts.changed)} are taken for another class now.`}
        {counts['not-compared'] === 0
          ? ''
          : ` ${formatCount(counts['not-compared'])} are not compared: they lack a label or a prediction.`}
      </p>
    </section>
  );
}
