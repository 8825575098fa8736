import type { ColumnField } from '../state/map-column.ts';
import { cssColor, greyColor, type Scheme, scaleColor } from '../ui/palette.ts';
import { usePageScheme } from '../ui/use-page-scheme.ts';
import { formatEnds } from './color-fields.ts';
import { SCALE_CODES, type ScaleColoring } from './coloring.ts';
import { isolateCodes, toggleCodes } from './coloring-store.ts';
import { LEGEND_ROW_PX, LegendEntry } from './LegendEntry.tsx';
import styles from './LegendScale.module.css';
import { moveInLegend } from './move-in-legend.ts';

const STOPS = 12;
const ALL_CODES = [...SCALE_CODES.valued, ...SCALE_CODES.missing];

export interface LegendScaleProps {
  readonly field: ColumnField;
  readonly coloring: ScaleColoring;
  readonly hidden: ReadonlySet<number>;
}

/** A continuous scale: how the samples spread over it, in its colours, and its ends; samples with a value and those without are hidden as classes are. */
export function LegendScale({ field, coloring, hidden }: LegendScaleProps) {
  const scheme = usePageScheme();
  const { min, max, isLog, bins, missing } = coloring;
  const valued = bins.reduce((sum, count) => sum + count, 0);
  const [least, most] = formatEnds(field, min, max);
  return (
    <div className={styles.scale}>
      {valued > 0 ? (
        <>
          <Bars bins={bins} scheme={scheme} />
          <div className={styles.bar} style={{ background: gradient(scheme) }} />
          <div className={styles.ends}>
            <span>{least}</span>
            {isLog ? <span className={styles.log}>logarithmic</span> : null}
            <span>{most}</span>
          </div>
        </>
      ) : (
        <p className={styles.nothing}>No sample on the map has a value.</p>
      )}
      {missing === 0 || valued === 0 ? null : (
        <ul className={styles.entries} style={{ height: 2 * LEGEND_ROW_PX }} aria-label="Values shown" onKeyDown={moveInLegend}>
          {[
            { title: 'With a value', codes: SCALE_CODES.valued, count: valued, color: cssColor(scaleColor(0.5, scheme)) },
            { title: 'No value', codes: SCALE_CODES.missing, count: missing, color: cssColor(greyColor(scheme)) },
          ].map(({ title, codes, count, color }, place) => (
            <LegendEntry
              key={title}
              title={title}
              count={count}
              isNone={codes === SCALE_CODES.missing}
              top={place * LEGEND_ROW_PX}
              color={color}
              isHidden={codes.every((code) => hidden.has(code))}
              isFirst={place === 0}
              onToggle={() => toggleCodes(codes)}
              onOnly={() => isolateCodes(codes, ALL_CODES)}
            />
          ))}
        </ul>
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
