import styles from './ConfusionSide.module.css';
import chart from './charts.module.css';
import { formatShare } from './matrix-words.ts';

const SHOWN: readonly number[] = [1, 2, 3, 5, 10];

/** How often the label is among the most probable classes. @param shares by k, from 1 */
export function TopK({ shares }: { readonly shares: readonly number[] }) {
  return (
    <section className={styles.section} aria-labelledby="winnow-top-k">
      <h2 className={styles.heading} id="winnow-top-k">
        Label among the most probable
      </h2>
      <table className={styles.table}>
        <thead hidden>
          <tr>
            <th scope="col">Classes</th>
            <th scope="col">Bar</th>
            <th scope="col">Share</th>
          </tr>
        </thead>
        <tbody>
          {SHOWN.flatMap((k) => {
            const share = shares[k - 1];
            return share === undefined
              ? []
              : [
                  <tr key={k}>
                    <th scope="row">Top {k}</th>
                    <td style={{ width: '60%' }}>
                      <div className={chart.share} aria-hidden>
                        <i style={{ width: `${share * 100}%` }} />
                      </div>
                    </td>
                    <td>{formatShare(share)}</td>
                  </tr>,
                ];
          })}
        </tbody>
      </table>
    </section>
  );
}
