import type { ConfusionMetrics } from '../../shared/class-metrics.ts';
import { formatCount, formatNoun } from '../ui/format.ts';
import styles from './ConfusionSide.module.css';
import { formatFigure, formatFigureChange } from './matrix-words.ts';
import type { ShownMatrix } from './shown-matrix.ts';

export interface FiguresProps {
  readonly metrics: ConfusionMetrics;
  /** Of the run compared with; null: none. */
  readonly before: ConfusionMetrics | null;
  readonly shown: ShownMatrix;
}

const FIGURES = [
  { title: 'Accuracy', of: ({ accuracy }: ConfusionMetrics) => accuracy },
  { title: 'Balanced accuracy', of: ({ balancedAccuracy }: ConfusionMetrics) => balancedAccuracy },
  { title: 'Cohen’s kappa', of: ({ kappa }: ConfusionMetrics) => kappa },
  { title: 'Matthews correlation', of: ({ matthews }: ConfusionMetrics) => matthews },
] as const;

/** How good the predictions are, in few numbers. */
export function Figures({ metrics, before, shown }: FiguresProps) {
  return (
    <section className={styles.section} aria-label="Overall">
      <dl className={styles.figures} data-compared={before !== null || undefined}>
        {FIGURES.map(({ title, of }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{formatFigure(of(metrics))}</dd>
            {before === null ? null : <Change by={of(metrics) - of(before)} />}
          </div>
        ))}
      </dl>
      <table className={styles.table} style={{ marginTop: 8 }}>
        <caption hidden>Means over classes</caption>
        <thead>
          <tr>
            <th scope="col">Mean</th>
            <th scope="col">Precision</th>
            <th scope="col">Recall</th>
            <th scope="col">F1</th>
          </tr>
        </thead>
        <tbody>
          {(['macro', 'weighted'] as const).map((mean) => (
            <tr key={mean}>
              <th scope="row">{mean === 'macro' ? 'of classes' : 'by support'}</th>
              <td>{formatFigure(metrics[mean].precision)}</td>
              <td>{formatFigure(metrics[mean].recall)}</td>
              <td>{formatFigure(metrics[mean].f1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.note}>{leftOutText(metrics, shown)}</p>
    </section>
  );
}

export function Change({ by }: { readonly by: number }) {
  const rounded = Math.round(by * 1000);
  return (
    <dd className={styles.change} data-sign={Math.sign(rounded)}>
      {formatFigureChange(by)}
    </dd>
  );
}

/** What figures are of, and what became of samples that lack something. */
function leftOutText({ support }: ConfusionMetrics, { matrix, unlabelled }: ShownMatrix): string {
  const side = matrix.classes + 1;
  let unpredicted = 0;
  for (let row = 0; row < matrix.classes; row++) unpredicted += matrix.counts[row * side + matrix.classes] ?? 0;
  return [
    `Of ${formatNoun(support, 'labelled sample')}.`,
    ...(unpredicted === 0 ? [] : [`${formatCount(unpredicted)} without a prediction count as wrong.`]),
    ...(unlabelled === 0 ? [] : [`${formatCount(unlabelled)} without a label are left out.`]),
  ].join(' ');
}
