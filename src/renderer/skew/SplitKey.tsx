import type { SkewReport } from '../../shared/skew.ts';
import { useClassColor } from '../ui/class-color.ts';
import styles from './SplitKey.module.css';

/** Colours of the splits. */
export function useSplitColor({ splits }: Pick<SkewReport, 'splits'>): (split: string) => string {
  return useClassColor(splits.map(({ name }) => name));
}

/** Which colour is which split. */
export function SplitKey({ report }: { readonly report: SkewReport }) {
  const colorOf = useSplitColor(report);
  return (
    <ul className={styles.key} aria-label="Colours of the splits">
      {report.splits.map(({ name }) => (
        <li key={name}>
          <span className={styles.swatch} style={{ background: colorOf(name) }} aria-hidden />
          {name}
        </li>
      ))}
    </ul>
  );
}
