import type { RangeFacet } from '../../shared/facets.ts';
import type { NumberField } from '../../shared/query.ts';
import { type NumberRange, rangeOf, setRange } from '../../shared/query-edit.ts';
import { useQueryStore } from '../state/query-store.ts';
import { formatBound } from '../ui/format-bound.ts';
import { BoundInput } from './BoundInput.tsx';
import { Histogram } from './Histogram.tsx';
import styles from './RangeSection.module.css';
import { Section } from './Section.tsx';

export interface RangeSectionProps {
  readonly field: NumberField;
  readonly title: string;
  /** Undefined while it is folded, or not counted yet. */
  readonly facet: RangeFacet | undefined;
  /** Within another section. */
  readonly isInner?: boolean;
}

/** A number field: its histogram to drag over, and its bounds to type. */
export function RangeSection({ field, title, facet, isInner = false }: RangeSectionProps) {
  const query = useQueryStore((state) => state.query);
  const setQuery = useQueryStore((state) => state.setQuery);
  const range = rangeOf(query, field);
  const change = (wanted: NumberRange | null): void => setQuery(setRange(useQueryStore.getState().query, field, wanted));
  const [min, max] = [facet?.min ?? null, facet?.max ?? null];
  return (
    <Section name={field} title={title} isInner={isInner} onClear={range === null ? null : () => change(null)}>
      {facet === undefined || min === null || max === null ? (
        <p className={styles.same}>{facet === undefined ? 'Counting…' : 'No sample has one'}</p>
      ) : min === max && range === null ? (
        <p className={styles.same}>All {formatBound(field, min)}</p>
      ) : (
        <div className={styles.range}>
          <Histogram facet={facet} title={title} range={range} onChange={change} />
          <div className={styles.bounds}>
            <BoundInput
              field={field}
              label={`${title} from`}
              value={range?.min ?? null}
              placeholder={formatBound(field, min)}
              onChange={(bound) => change({ min: bound, max: range?.max ?? null })}
            />
            <span className={styles.dash}>–</span>
            <BoundInput
              field={field}
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
