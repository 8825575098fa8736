import { canBeLog, type RangeFacet } from '../../shared/facets.ts';
import { type NumberRange, rangeOf, setRange } from '../../shared/query-range.ts';
import { useQueryStore } from '../state/query-store.ts';
import { formatBound } from '../ui/format-bound.ts';
import { useArrangement } from './arrangement-store.ts';
import { BoundInput } from './BoundInput.tsx';
import { Histogram } from './Histogram.tsx';
import styles from './RangeSection.module.css';
import { Section } from './Section.tsx';
import { HistogramSkeleton } from './Skeletons.tsx';
import type { Section as SectionInfo } from './sections.ts';

export interface RangeSectionProps {
  readonly section: SectionInfo & { readonly kind: 'number' };
  /** Undefined while it is folded, or not counted yet. */
  readonly facet: RangeFacet | undefined;
}

/** A number field: its histogram to drag over, and its bounds to type. */
export function RangeSection({ section, facet }: RangeSectionProps) {
  const { field, title } = section;
  const query = useQueryStore((state) => state.query);
  const setQuery = useQueryStore((state) => state.setQuery);
  const range = rangeOf(query, field);
  const settle = useQueryStore((state) => state.settle);
  const change = (wanted: NumberRange | null, isDraft = false): void =>
    setQuery(setRange(useQueryStore.getState().query, field, wanted), isDraft);
  const [min, max] = [facet?.min ?? null, facet?.max ?? null];
  return (
    <Section section={section} tools={<ScaleButton facet={facet} />} onClear={range === null ? null : () => change(null)}>
      {facet === undefined ? (
        <HistogramSkeleton />
      ) : min === null || max === null ? (
        <p className={styles.same}>No sample has one</p>
      ) : min === max && range === null ? (
        <p className={styles.same}>All {formatBound(field, min)}</p>
      ) : (
        <div className={styles.range}>
          <Histogram facet={facet} title={title} range={range} onChange={change} onSettle={settle} />
          <div className={styles.bounds}>
            <BoundInput
              field={field}
              end="from"
              label={`${title} from`}
              value={range?.min ?? null}
              placeholder={formatBound(field, min)}
              onChange={(bound) => change({ min: bound, max: range?.max ?? null })}
            />
            <span className={styles.dash}>–</span>
            <BoundInput
              field={field}
              end="to"
              label={`${title} to`}
              value={range?.max ?? null}
              placeholder={formatBound(field, max)}
              onChange={(bound) => change({ min: range?.min ?? null, max: bound })}
            />
          </div>
        </div>
      )}
    </Section>
  );
}

/** Turns between a linear and a logarithmic axis, where the field can have both. */
function ScaleButton({ facet }: { readonly facet: RangeFacet | undefined }) {
  const change = useArrangement((state) => state.change);
  if (facet === undefined || !canBeLog(facet.field, facet.min, facet.max)) return null;
  const { field, scale } = facet;
  const turn = (): void =>
    change((before) => ({ ...before, scales: { ...before.scales, [field]: scale === 'log' ? 'linear' : 'log' } }));
  return (
    <button
      type="button"
      className={styles.scale}
      aria-label="Log axis"
      aria-pressed={scale === 'log'}
      title={scale === 'log' ? 'Logarithmic axis: turn to linear' : 'Linear axis: turn to logarithmic'}
      onClick={turn}
    >
      log
    </button>
  );
}
