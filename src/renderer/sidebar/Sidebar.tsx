import { Button } from '@mantine/core';
import { DEFAULT_QUERY, type Query } from '../../shared/query.ts';
import { useQueryStore } from '../state/query-store.ts';
import { formatCount } from '../ui/format.ts';
import { FacetSection } from './FacetSection.tsx';
import { RangeSection } from './RangeSection.tsx';
import styles from './Sidebar.module.css';
import { RANGE_SECTIONS, TEXT_SECTIONS } from './sections.ts';
import { useFacets } from './use-facets.ts';

/** Counts and histograms of the open dataset; a click writes the query. */
export function Sidebar() {
  const facets = useFacets();
  return (
    <nav className={styles.sidebar} aria-label="Filters">
      <Matching />
      {TEXT_SECTIONS.map((section) => {
        const facet = facets?.text.find(({ field }) => field === section.field);
        return facet === undefined ? null : <FacetSection key={section.field} {...section} facet={facet} />;
      })}
      {RANGE_SECTIONS.map((section) => {
        const facet = facets?.ranges.find(({ field }) => field === section.field);
        return facet === undefined || facet.min === null ? null : <RangeSection key={section.field} {...section} facet={facet} />;
      })}
    </nav>
  );
}

/** How many samples the query leaves, and the way back to all. */
function Matching() {
  const query = useQueryStore((state) => state.query);
  const setQuery = useQueryStore((state) => state.setQuery);
  const matching = useQueryStore((state) => state.ids.length);
  const total = useQueryStore((state) => state.total);
  const everything: Query = { ...query, filter: DEFAULT_QUERY.filter };
  return (
    <div className={styles.matching}>
      <span className="wn-number" aria-live="polite">
        <b>{formatCount(matching)}</b>
        {query.filter === null ? (matching === 1 ? ' sample' : ' samples') : ` of ${formatCount(total)}`}
      </span>
      {query.filter === null ? null : (
        <Button variant="subtle" size="compact-xs" onClick={() => setQuery(everything)}>
          Show all
        </Button>
      )}
    </div>
  );
}
