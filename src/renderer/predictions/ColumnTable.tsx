import { Select } from '@mantine/core';
import { COLUMN_ROLES, type ColumnMapping, type PreviewColumn } from '../../shared/prediction-file.ts';
import { ROLE_WORDS, withRole } from './column-roles.ts';
import styles from './PredictionsDialog.module.css';

/** More are all alike: a column for each class. */
const MOST_SHOWN = 60;

export interface ColumnTableProps {
  readonly columns: readonly PreviewColumn[];
  readonly mapping: ColumnMapping;
  readonly onMapping: (mapping: ColumnMapping) => void;
}

/** What each column of a file is taken for; a person may say otherwise. */
export function ColumnTable({ columns, mapping, onMapping }: ColumnTableProps) {
  const hidden = columns.length - MOST_SHOWN;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
    <section className={styles.columns} aria-label="Columns of the file" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Taken for</th>
            <th scope="col">First values</th>
          </tr>
        </thead>
        <tbody>
          {columns.slice(0, MOST_SHOWN).map(({ name, role, examples }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                <Select
                  size="xs"
                  aria-label={`What “${name}” is`}
                  data={COLUMN_ROLES.map((value) => ({ value, label: ROLE_WORDS[value] }))}
                  value={role}
                  allowDeselect={false}
                  onChange={(value) => onMapping(withRole(mapping, name, COLUMN_ROLES.find((one) => one === value) ?? role))}
                />
              </td>
              <td className={styles.examples} title={examples.join('\n')}>
                {examples.join(', ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {hidden > 0 ? <p className={styles.note}>…and {hidden} more columns.</p> : null}
    </section>
  );
}
