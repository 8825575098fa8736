import { useComputedColorScheme } from '@mantine/core';
import type { ColumnField } from '../state/map-column.ts';
import { formatCount } from '../ui/format.ts';
import { formatValue } from './color-fields.ts';
import type { ScaleColoring } from './coloring.ts';
import styles from './LegendScale.module.css';
import { cssColor, greyColor, type Scheme, scaleColor } from './palette.ts';

const STOPS = 12;

/** A continuous scale: how the samples spread over it, in its colours, and its ends. */
export function LegendScale({ field, coloring }: { readonly field: ColumnField; readonly coloring: ScaleColoring }) {
  const scheme = useComputedColorScheme('dark');
  const { min, max, isLog, bins, missing } = coloring;
  const hasValues = bins.some((count) => count > 0);
  return (
    <div className={styles.scale}>
      {hasValues ? (
        <>
          <Bars bins={bins} scheme={scheme} />
          <div className={styles.bar} style={{ background: gradient(scheme) }} />
          <div className={styles.ends}>
            <span>{formatValue(field, min)}</span>
            {isLog ? <span className={styles.log}>logarithmic</span> : null}
            <span>{formatValue(field, max)}</span>
          </div>
        </>
      ) : (
        <p className={styles.nothing}>No sample on the map has a value.</p>
      )}
      {missing === 0 || !hasValues ? null : (
        <p className={styles.missing}>
          <span className={styles.swatch} style={{ background: cssColor(greyColor(scheme)) }} />
          No value <span className={styles.count}>{formatCount(missing)}</span>
        </p>
      )}
    </div>
  );
}

/** Heights by the square root of the counts, so that few are still seen beside many. */
function Bars({ bins, scheme }: { readonly bins: readonly number[]; readonly scheme: Scheme }) {
  const most = Math.sqrt(Math.max(1, ...bins));
  return (
    <svg className={styles.bars} viewBox={`0 0 ${bins.length} 1`} preserveAspectRatio="none" aria-hidden="true">
      {bins.map((count, bin) => {
        const height = Math.sqrt(count) / most;
        const color = cssColor(scaleColor(bin / (bins.length - 1), scheme));
        // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place
        return count === 0 ? null : <rect key={bin} x={bin} y={1 - height} width={0.9} height={height} fill={color} />;
      })}
    </svg>
  );
}

function gradient(scheme: Scheme): string {
  const stops = Array.from({ length: STOPS + 1 }, (_, stop) => cssColor(scaleColor(stop / STOPS, scheme)));
  return `linear-gradient(to right, ${stops.join(', ')})`;
}
