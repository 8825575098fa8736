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
