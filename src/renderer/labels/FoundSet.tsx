import { Checkbox } from '@mantine/core';
import type { DatasetInfo } from '../../shared/dataset.ts';
import type { PreviewedLabels } from '../../shared/label-preview.ts';
import { FileProblems } from '../ui/FileProblems.tsx';
import { formatCount } from '../ui/format.ts';
import { ColumnRoles } from './ColumnRoles.tsx';
import { ExampleThumbs } from './ExampleThumbs.tsx';
import styles from './FoundSet.module.css';
import { countsText, formatTitle, labelProblemText, originText, whereText } from './label-words.ts';

const MOST_CLASSES = 8;
const MOST_FIELDS = 12;

export interface FoundSetProps {
  readonly set: PreviewedLabels;
  readonly dataset: DatasetInfo;
  readonly onUse: (isUsed: boolean) => void;
}

/** One set of annotation files: whether it is used, what it says, of which pictures, and what of it cannot be used. */
export function FoundSet({ set, dataset, onUse }: FoundSetProps) {
  const { format, origin, classCounts, columns = [], fields, problems, examples, isLeftOut } = set;
  const title = formatTitle(format);
  const where = originText(origin, dataset.folder);
  return (
    <section className={styles.set} aria-label={`${title} in ${where}`} data-left-out={isLeftOut || undefined}>
      <Checkbox
        checked={!isLeftOut}
        label={title}
        description={
          <span className={styles.where} title={origin}>
            {whereText(set, dataset.folder)}
          </span>
        }
        onChange={(event) => onUse(event.currentTarget.checked)}
      />
      <p className={styles.counts}>{countsText(set, classCounts.length)}</p>
      {classCounts.length === 0 ? null : <Classes counts={classCounts} />}
      {examples.length === 0 ? null : <ExampleThumbs examples={examples} classes={classesOf(set, dataset)} />}
      {columns.length === 0 ? null : <ColumnRoles columns={columns} />}
      {columns.length > 0 || fields.length === 0 ? null : (
        <p className={styles.fields}>
          Fields: {fields.slice(0, MOST_FIELDS).join(', ')}
          {fields.length > MOST_FIELDS ? ` and ${fields.length - MOST_FIELDS} more` : ''}
        </p>
      )}
      <FileProblems label="What cannot be used of it" problems={problems} words={labelProblemText} />
    </section>
  );
}

function Classes({ counts }: { readonly counts: PreviewedLabels['classCounts'] }) {
  const hidden = counts.length - MOST_CLASSES;
  return (
    <ul className={styles.classes} aria-label="Classes">
      {counts.slice(0, MOST_CLASSES).map(({ class: name, count }) => (
        <li key={name} title={name}>
          <span>{name}</span>
          <b>{formatCount(count)}</b>
        </li>
      ))}
      {hidden > 0 ? <li>and {formatCount(hidden)} more</li> : null}
    </ul>
  );
}

/** In the order that gives them the colours they will have. */
function classesOf({ classCounts }: PreviewedLabels, { classes }: DatasetInfo): readonly string[] {
  return [...new Set([...classes, ...classCounts.map((one) => one.class)])].sort();
}
