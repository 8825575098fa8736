import { Select } from '@mantine/core';
import { type ChosenColumns, FETCH_ROLES, type FetchPreview, type FetchRole } from '../../shared/fetch.ts';
import { formatCount } from '../ui/format.ts';
import styles from './FetchDialog.module.css';
import { KEPT, ROLE_WORDS, withColumnRole } from './url-column-roles.ts';

/** More are left out. */
const MOST_SHOWN = 40;
const CHOICES = [
  ...FETCH_ROLES.map((role) => ({ value: role, label: ROLE_WORDS[role] })),
  { value: KEPT, label: 'Kept in the list' },
];

export interface UrlColumnsProps {
  readonly preview: FetchPreview;
  readonly onColumns: (columns: ChosenColumns) => void;
}

/** What each column of a table of addresses is taken for, with its first values; a person may say otherwise. */
export function UrlColumns({ preview, onColumns }: UrlColumnsProps) {
  const { columns, mapping, rows, hosts, looked } = preview;
  const hidden = columns.length - MOST_SHOWN;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
      <section className={styles.table} aria-label="Columns of the table" tabIndex={0}>
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
                    data={CHOICES}
                    value={role ?? KEPT}
                    allowDeselect={false}
                    onChange={(value) => onColumns(withColumnRole(mapping, name, roleOf(value)))}
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
      <p className={styles.note} role="status">
        {rows === null ? '' : `${formatCount(rows)} rows. `}
        {hostsText(hosts, looked)}
      </p>
    </>
  );
}

function roleOf(value: string | null): FetchRole | null {
  return FETCH_ROLES.find((role) => role === value) ?? null;
}

function hostsText(hosts: FetchPreview['hosts'], looked: number): string {
  if (hosts.length === 0) return `No host in the first ${formatCount(looked)} rows.`;
  return `Hosts in the first ${formatCount(looked)} rows: ${hosts.map(({ host, rows }) => `${host} (${formatCount(rows)})`).join(', ')}.`;
}
