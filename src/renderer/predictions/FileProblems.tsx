import type { FileProblem } from '../../shared/prediction-file.ts';
import styles from './PredictionsDialog.module.css';
import { problemText } from './problem-words.ts';

/** What is wrong with some rows of a file, each with examples. */
export function FileProblems({ problems }: { readonly problems: readonly FileProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className={styles.problems} aria-label="What is wrong with some rows">
      {problems.map((problem) => (
        <li key={problem.kind}>
          <details>
            <summary>{problemText(problem)}</summary>
            <ul>
              {problem.examples.map(({ row, text }) => (
                <li key={`${row} ${text}`}>{row === null ? text : `Row ${row}: ${text}`}</li>
              ))}
            </ul>
          </details>
        </li>
      ))}
    </ul>
  );
}
