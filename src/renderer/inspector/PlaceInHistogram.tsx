import type { RangeFacet } from '../../shared/facets.ts';
import type { NumberField } from '../../shared/query.ts';
import { isScoreField } from '../../shared/score.ts';
import { useHistogram } from '../state/issues.ts';
import { formatBytes, formatCount, formatScore } from '../ui/format.ts';
import styles from './Evidence.module.css';
import { MarkedBars } from './MarkedBars.tsx';
import { placeIn } from './place-in.ts';

export interface PlaceInHistogramProps {
  readonly field: NumberField;
  /** The sample's own; null: it has none. */
  readonly value: number | null;
}

const NAMES: Readonly<Partial<Record<NumberField, string>>> = {
  width: 'Width',
  height: 'Height',
  aspect: 'Width / height',
  sizeBytes: 'File size',
};

/** A sample's number among those of all samples. */
export function PlaceInHistogram({ field, value }: PlaceInHistogramProps) {
  const facet: RangeFacet | undefined = useHistogram(field, null);
  if (facet === undefined || value === null) return null;
  const name = isScoreField(field) ? 'Score' : (NAMES[field] ?? field);
  return (
    <>
      <MarkedBars counts={facet.counts} mark={placeIn(facet.edges, value)} label={`${name} of all samples`} />
      <span className={styles.caption}>
        {name} {printed(field, value)}; all samples {printed(field, facet.min ?? 0)} – {printed(field, facet.max ?? 0)}
      </span>
    </>
  );
}

function printed(field: NumberField, value: number): string {
  if (field === 'sizeBytes') return formatBytes(value);
  if (isScoreField(field)) return formatScore(value);
  return field === 'aspect' ? value.toFixed(2) : `${formatCount(Math.round(value))} px`;
}
