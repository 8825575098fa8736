import type { SampleAnnotations } from '../../shared/annotation.ts';
import styles from './Votes.module.css';

export interface VotesProps {
  readonly annotations: SampleAnnotations;
  /** The label of the sample; null: none. */
  readonly given: string | null;
}

/** What each annotator called a sample, the most accurate first. */
export function Votes({ annotations: { votes, consensus, set }, given }: VotesProps) {
  return (
    <table className={styles.votes} aria-label={`Labels by annotator, of ${set}`}>
      <thead>
        <tr>
          <th scope="col">Annotator</th>
          <th scope="col">Said</th>
          <th scope="col" title="Share of this annotator’s labels that are expected to be right">
            Is right
          </th>
        </tr>
      </thead>
      <tbody>
        {votes.map(({ annotator, label, accuracy }) => (
          <tr key={annotator} data-side={label === consensus ? 'consensus' : label === given ? 'given' : undefined}>
            <th scope="row" title={annotator}>
              {annotator}
            </th>
            <td title={label}>{label}</td>
            <td className="wn-number">{Math.round(accuracy * 100)}%</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
