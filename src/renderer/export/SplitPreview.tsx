import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CSSProperties } from 'react';
import type { DatasetInfo } from '../../shared/dataset.ts';
import type { Query } from '../../shared/query.ts';
import { percentText, type SplitReport, type SplitRules } from '../../shared/split.ts';
import { api } from '../state/api.ts';
import { asWinnowError } from '../state/http.ts';
import { datasetKey } from '../state/query-client.ts';
import { formatCount, formatNoun } from '../ui/format.ts';
import { Problem } from '../ui/Problem.tsx';
import styles from './SplitPreview.module.css';
import { lackingText, leaksText } from './split-choices.ts';

export interface SplitPreviewProps {
  readonly dataset: DatasetInfo;
  readonly query: Query;
  readonly rules: SplitRules;
}

/** Rows drawn; of more classes the table would be no picture any more. */
const MOST_SHOWN = 200;

/** Classes by split as the rules would have them, and the leaks that remain. */
export function SplitPreview({ dataset, query, rules }: SplitPreviewProps) {
  const request = { query, rules };
  const { data, error } = useQuery({
    queryKey: datasetKey(dataset.id, 'split', request),
    queryFn: ({ signal }) => api.split(dataset.id, request, signal),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  if (error !== null) return <Problem message={asWinnowError(error).message} />;
  if (data === undefined) return <div className={styles.preview} />;
  const lacking = lackingText(data);
  return (
    <div className={styles.preview}>
      {data.splits.length === 0 ? null : <ClassTable report={data} />}
      <div className={styles.says} role="status">
        {rules.mode === 'repair' && data.splits.length > 0 ? (
          <div>{data.moves === 0 ? 'No sample has to move.' : `${formatNoun(data.moves ?? 0, 'sample')} to be moved.`}</div>
        ) : null}
        <div data-tone={data.splits.length === 0 ? undefined : data.leaks.groups > 0 ? 'warn' : 'ok'}>{leaksText(data)}</div>
        {lacking === null ? null : <div data-tone="warn">{lacking}</div>}
      </div>
    </div>
  );
}

function ClassTable({ report }: { readonly report: SplitReport }) {
  const { splits, classes, unsplit } = report;
  const samples = splits.reduce((sum, { count }) => sum + count, unsplit);
  const shown = classes.slice(0, MOST_SHOWN);
  const hidden = classes.length - shown.length;
  // So that the bars before the numbers stand below each other.
  const widest = formatCount(Math.max(0, ...shown.flatMap((row) => [...row.counts, row.unsplit]))).length;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
    <section className={styles.scroller} aria-label="Classes by split" tabIndex={0}>
      <table className={styles.table} style={{ '--characters': widest } as CSSProperties}>
        <thead>
          <tr>
            <th scope="col">{report.boxed === undefined ? 'Class' : 'Images with a box of'}</th>
            {splits.map(({ name, count }) => (
              <th key={name} scope="col">
                <span className={styles.name} title={name}>
                  {name}
                </span>
                <span className={styles.total}>
                  {formatCount(count)} · {percentText(samples === 0 ? 0 : count / samples)}
                </span>
              </th>
            ))}
            {unsplit === 0 ? null : (
              <th scope="col">
                <span className={styles.name}>no split</span>
                <span className={styles.total}>
                  {formatCount(unsplit)} · {percentText(unsplit / samples)}
                </span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <ClassRow key={row.label ?? ''} row={row} report={report} samples={samples} />
          ))}
        </tbody>
      </table>
      {hidden > 0 ? <p className={styles.more}>…and {formatNoun(hidden, 'more class')}.</p> : null}
    </section>
  );
}

interface ClassRowProps {
  readonly row: SplitReport['classes'][number];
  readonly report: SplitReport;
  /** In all. */
  readonly samples: number;
}

function ClassRow({ row, report, samples }: ClassRowProps) {
  const { label, counts, unsplit } = row;
  const size = counts.reduce((sum, count) => sum + count, unsplit);
  const cells = report.unsplit === 0 ? counts : [...counts, unsplit];
  return (
    <tr>
      <th scope="row" title={label ?? undefined} data-none={label === null || undefined}>
        {label ?? (report.boxed === undefined ? 'no label' : 'no box')}
      </th>
      {cells.map((count, at) => {
        const split = report.splits[at];
        // Where the bar would end if the class were split as the whole is.
        const mark = (split?.target ?? split?.count ?? report.unsplit) / samples;
        return (
          <td key={split?.name ?? ''} data-lacks={(split !== undefined && count === 0 && label !== null) || undefined}>
            <span className={styles.bar} aria-hidden>
              <i style={{ width: `${size === 0 ? 0 : (count / size) * 100}%` }} />
              <b style={{ left: `${mark * 100}%` }} />
            </span>
            <span className={styles.count}>{formatCount(count)}</span>
          </td>
        );
      })}
    </tr>
  );
}
