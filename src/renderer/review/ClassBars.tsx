import type { SamplePrediction } from '../../shared/prediction-api.ts';
import { takeClass } from '../state/review-actions.ts';
import { Keys } from '../ui/Keys.tsx';
import styles from './ClassBars.module.css';
import { keepFocus } from './keep-focus.ts';
import { chanceWords } from './review-words.ts';

export interface ClassBarsProps {
  /** The likeliest first. */
  readonly classes: SamplePrediction['top'];
  readonly given: string | null;
  readonly suggested: string | null;
}

/** The likeliest classes with their probabilities; each is given by its key or a click. */
export function ClassBars({ classes, given, suggested }: ClassBarsProps) {
  if (classes.length === 0) return null;
  return (
    <ol className={styles.list} aria-label="Likeliest classes">
      {classes.map((one, place) => (
        <li key={one.class}>
          <button
            type="button"
            className={styles.row}
            data-side={one.class === given ? 'given' : one.class === suggested ? 'suggested' : undefined}
            onMouseDown={keepFocus}
            onClick={() => void takeClass(place + 1)}
          >
            <Keys keys={String(place + 1)} />
            <span className={styles.name} title={one.class}>
              {one.class}
            </span>
            <span className={styles.bar} aria-hidden>
              <i style={{ width: `${100 * one.probability}%` }} />
            </span>
            <span className={styles.chance}>{chanceWords(one.probability)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
