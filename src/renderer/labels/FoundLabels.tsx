import type { DatasetInfo } from '../../shared/dataset.ts';
import { describeRefused } from '../../shared/known-refusals.ts';
import type { LabelPreview } from '../../shared/label-preview.ts';
import { formatCount, formatNoun } from '../ui/format.ts';
import { FoundSet } from './FoundSet.tsx';
import styles from './LabelsDialog.module.css';
import { inPlace } from './label-choices.ts';

export interface FoundLabelsProps {
  readonly preview: LabelPreview;
  readonly dataset: DatasetInfo;
  /** It is being read anew: what is shown is of the choice before. */
  readonly isReading: boolean;
  readonly onUse: (key: string, isUsed: boolean) => void;
}

/** Sets of annotation files that were found, what they leave unsaid, and what is not read. */
export function FoundLabels({ preview: { sets, refused, unmentioned }, dataset, isReading, onUse }: FoundLabelsProps) {
  const isUsed = sets.some(({ isLeftOut }) => !isLeftOut);
  return (
    <div className={styles.found} aria-busy={isReading}>
      {sets.length === 0 ? (
        <p className={styles.none}>No annotation files were found there. Labels that folders give are not touched.</p>
      ) : null}
      {inPlace(sets).map((set) => (
        <FoundSet key={set.key} set={set} dataset={dataset} onUse={(use) => onUse(set.key, use)} />
      ))}
      {sets.filter(({ isLeftOut }) => !isLeftOut).length < 2 ? null : (
        <p className={styles.note}>
          Where several speak of a picture, the boxes are those of the first; others add what it leaves unsaid.
        </p>
      )}
      {isUsed ? <Unmentioned unmentioned={unmentioned} samples={dataset.samples} /> : null}
      {refused.map((one) => (
        <p key={one.format} className={styles.note}>
          Not read: {describeRefused(one)}
        </p>
      ))}
    </div>
  );
}

/** Samples that nothing is said of. */
function Unmentioned({ unmentioned, samples }: Pick<LabelPreview, 'unmentioned'> & { readonly samples: number }) {
  const { count, examples } = unmentioned;
  if (count === 0) return <p className={styles.note}>Every sample is spoken of.</p>;
  const more = count - examples.length;
  return (
    <details className={styles.unmentioned}>
      <summary>
        {formatCount(count)} of {formatNoun(samples, 'sample')}: nothing is said of {count === 1 ? 'it' : 'them'}
      </summary>
      <ul>
        {examples.map((path) => (
          <li key={path}>{path}</li>
        ))}
        {more > 0 ? <li>…and {formatCount(more)} more</li> : null}
      </ul>
    </details>
  );
}
