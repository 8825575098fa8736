import { assertNever } from '../../shared/errors.ts';
import type { SkewReport } from '../../shared/skew.ts';
import { EmbeddingDetail } from './EmbeddingDetail.tsx';
import { LabelDetail } from './LabelDetail.tsx';
import { ScoreDetail } from './ScoreDetail.tsx';
import styles from './SkewDetail.module.css';
import { formatP, isByChance, type SkewRow } from './skew-rows.ts';

/** One difference: how large it is, how it looks, and the most telling pictures of each side. */
export function SkewDetail({ report, row }: { readonly report: SkewReport; readonly row: SkewRow }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
    <section className={styles.detail} aria-labelledby="winnow-skew-detail" tabIndex={0}>
      <h2 id="winnow-skew-detail" className={styles.title}>
        {row.title}
      </h2>
      <p className={styles.note}>{effectWords(row)}</p>
      <Body report={report} row={row} />
    </section>
  );
}

function Body({ report, row }: { readonly report: SkewReport; readonly row: SkewRow }) {
  switch (row.kind) {
    case 'labels':
      return <LabelDetail report={report} labels={row.labels} />;
    case 'score':
      return <ScoreDetail report={report} parts={row.parts} histogram={row.histogram} />;
    case 'embedding':
      return <EmbeddingDetail report={report} embedding={row.embedding} />;
    default:
      return assertNever(row);
  }
}

function effectWords(row: SkewRow): string {
  const size = `${row.measure} ${row.effect.toFixed(3)} of 1`;
  if (row.kind === 'embedding') {
    const { model, balancedAccuracy, chance } = row.embedding;
    const percent = (share: number): string => `${(100 * share).toFixed(0)}%`;
    return `${model} tells ${percent(balancedAccuracy)} of unseen samples of each split right; by chance it would be ${percent(chance)}. ${size}.`;
  }
  return `${size}, p ${formatP(row.p)}${isByChance(row) ? ': chance may have made it.' : '.'}`;
}
