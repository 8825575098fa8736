import type { LabelColumn } from '../../shared/label-files.ts';
import styles from './FoundSet.module.css';
import { ROLE_WORDS } from './label-words.ts';

/** More are all alike: a column for each class. */
const MOST_SHOWN = 40;

/** What each column of a table is taken for, with its first values. */
export function ColumnRoles({ columns }: { readonly columns: readonly LabelColumn[] }) {
  const hidden = columns.length - MOST_SHOWN;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
    <section className={styles.columns} aria-label="Columns of the table" tabIndex={0}>
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
              <td>{ROLE_WORDS[role]}</td>
              <td className={styles.values} title={examples.join('\n')}>
                {examples.join(', ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {hidden > 0 ? <p className={styles.fields}>…and {hidden} more columns.</p> : null}
    </section>
  );
}
