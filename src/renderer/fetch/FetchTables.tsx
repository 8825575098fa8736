import type { FetchProgress } from '../../shared/fetch.ts';
import { failedRows } from '../../shared/fetch.ts';
import { formatBytes, formatCount, formatNoun } from '../ui/format.ts';
import styles from './FetchDialog.module.css';
import { STATUS_WORDS } from './status-words.ts';

/** Counts of a download: in a line, by host, and by why rows have no picture. */
export function FetchTables({ progress }: { readonly progress: FetchProgress }) {
  const { counts, bytes, hosts, hostCount, failures, before } = progress;
  const more = hostCount - hosts.length;
  return (
    <>
      <p className={styles.note}>{countsText(progress, bytes, before, counts.duplicate)}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
      <section className={styles.table} aria-label="Hosts" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Host</th>
              <th scope="col">Rows</th>
              <th scope="col">Here</th>
              <th scope="col">Failed</th>
            </tr>
          </thead>
          <tbody>
            {hosts.map(({ host, rows, fetched, failed }) => (
              <tr key={host}>
                <th scope="row">{host}</th>
                <td className={styles.number}>{formatCount(rows)}</td>
                <td className={styles.number}>{formatCount(fetched)}</td>
                <td className={styles.number}>{formatCount(failed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {more > 0 ? <p className={styles.note}>…and {formatNoun(more, 'host')} with fewer rows.</p> : null}
      {failures.length === 0 ? null : (
        <ul className={styles.failures} aria-label="Why rows have no picture">
          {failures.map(({ status, count, example }) => (
            <li key={status}>
              <b>{formatCount(count)}</b> {STATUS_WORDS[status]}{' '}
              <span className={styles.example} title={example.url}>
                as in row {formatCount(example.row)}: {example.reason}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function countsText({ counts }: FetchProgress, bytes: number, before: number, duplicates: number): string {
  const parts = [
    `${formatNoun(counts.fetched, 'picture')} here`,
    ...(bytes === 0 ? [] : [`${formatBytes(bytes)} received`]),
    ...(duplicates === 0 ? [] : [`${formatNoun(duplicates, 'row')} with the address of another`]),
    ...(failedRows(counts) === 0 ? [] : [`${formatNoun(failedRows(counts), 'row')} failed`]),
    ...(before === 0 ? [] : [`${formatNoun(before, 'row')} settled before`]),
  ];
  return `${parts.join(' · ')}`;
}
