import type { FileProblem } from '../../shared/prediction-file.ts';
import styles from './FileProblems.module.css';

export interface FileProblemsProps {
  /** Names the list. */
  readonly label: string;
  readonly problems: readonly FileProblem[];
  /** A problem in a sentence. */
  readonly words: (problem: FileProblem) => string;
}

/** What of a file could not be used, each kind with examples. */
export function FileProblems({ label, problems, words }: FileProblemsProps) {
  if (problems.length === 0) return null;
  return (
    <ul className={styles.problems} aria-label={label}>
      {problems.map((problem) => (
        <li key={problem.kind}>
          <details>
            <summary>{words(problem)}</summary>
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
