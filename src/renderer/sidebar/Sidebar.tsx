import { isCarriedField, nameOfCarried } from '../../shared/carried-field.ts';
import type { Facets } from '../../shared/facets.ts';
import { useHasEmbeddings } from '../state/issues.ts';
import { FacetSection } from './FacetSection.tsx';
import { RangeSection } from './RangeSection.tsx';
import { Section } from './Section.tsx';
import styles from './Sidebar.module.css';
import {
  EMBEDDING_SECTION,
  EMBEDDING_SECTIONS,
  RANGE_SECTIONS,
  SCORE_SECTIONS,
  SCORES_SECTION,
  TEXT_SECTIONS,
} from './sections.ts';
import { useFacets, useIssueFacet } from './use-facets.ts';

/** Counts and histograms of the open dataset; a click writes the query. */
export function Sidebar() {
  const facets = useFacets();
  const issues = useIssueFacet();
  return (
    <nav className={styles.sidebar} aria-label="Filters">
      {TEXT_SECTIONS.map((section) => {
        const facet = section.field === 'issue' ? issues : facets?.text.find(({ field }) => field === section.field);
        return facet === undefined ? null : <FacetSection key={section.field} {...section} facet={facet} />;
      })}
      {facets?.text.map((facet) =>
        isCarriedField(facet.field) ? (
          <FacetSection
            key={facet.field}
            field={facet.field}
            title={nameOfCarried(facet.field)}
            none="Nothing said"
            facet={facet}
          />
        ) : null,
      )}
      {facets === undefined ? null : <Ranges facets={facets} />}
    </nav>
  );
}

/** Histograms; those of scores are folded away together. */
function Ranges({ facets: { ranges } }: { readonly facets: Facets }) {
  const hasEmbeddings = useHasEmbeddings();
  return (
    <>
      {RANGE_SECTIONS.map((section) => (
        <RangeSection key={section.field} {...section} facet={ranges.find(({ field }) => field === section.field)} />
      ))}
      <Scores name={SCORES_SECTION} title="Scores" sections={SCORE_SECTIONS} ranges={ranges} />
      {hasEmbeddings === true ? (
        <Scores name={EMBEDDING_SECTION} title="Embedding scores" sections={EMBEDDING_SECTIONS} ranges={ranges} />
      ) : null}
    </>
  );
}

interface ScoresProps extends Pick<Facets, 'ranges'> {
  readonly name: string;
  readonly title: string;
  readonly sections: typeof SCORE_SECTIONS;
}

function Scores({ name, title, sections, ranges }: ScoresProps) {
  return (
    <Section name={name} title={title} onClear={null}>
      <div className={styles.inner}>
        {sections.map((section) => (
          <RangeSection key={section.field} {...section} isInner facet={ranges.find(({ field }) => field === section.field)} />
        ))}
      </div>
    </Section>
  );
}
