import { Button } from '@mantine/core';
import { useMemo } from 'react';
import type { Facets, TextFacet } from '../../shared/facets.ts';
import { useQueryStore } from '../state/query-store.ts';
import { arrange, openSections } from './arrangement.ts';
import { useArrangement, useFollowedDataset } from './arrangement-store.ts';
import { isAsked } from './asked-sections.ts';
import { ClaimsSection } from './ClaimsSection.tsx';
import { FacetSection } from './FacetSection.tsx';
import groupStyles from './GroupSection.module.css';
import { GroupSection } from './GroupSection.tsx';
import { PathSection } from './PathSection.tsx';
import { RangeSection } from './RangeSection.tsx';
import styles from './Sidebar.module.css';
import { RowsSkeleton } from './Skeletons.tsx';
import { type Section, sectionsOf } from './sections.ts';
import { useFacets, useFields, useIssueFacet } from './use-facets.ts';

/** Every field of the open dataset, with counts and histograms; a click writes the query. */
export function Sidebar() {
  useFollowedDataset();
  const fields = useFields();
  const sections = useMemo(() => (fields === undefined ? null : sectionsOf(fields)), [fields]);
  const arrangement = useArrangement((state) => state.arrangement);
  const arranged = useMemo(() => arrange(sections ?? [], arrangement), [sections, arrangement]);
  const query = useQueryStore((state) => state.query);
  const { facets, isStale, error, retry } = useFacets(openSections(arranged, arrangement));
  const issues = useIssueFacet();
  const show = (section: Section) => <FieldSection key={section.name} section={section} facets={facets} issues={issues} />;
  return (
    <nav className={styles.sidebar} aria-label="Filters" aria-busy={isStale}>
      {error === null ? null : <CountingFailed message={error.message} onRetry={retry} />}
      {sections === null ? <RowsSkeleton /> : null}
      {arranged.pinned.length === 0 ? null : (
        <section aria-labelledby="winnow-pinned">
          <h2 id="winnow-pinned" className={groupStyles.pinnedTitle}>
            Pinned
          </h2>
          {arranged.pinned.map(show)}
        </section>
      )}
      {arranged.groups.map(({ group, isOpen, sections: some }) => (
        <GroupSection key={group} group={group} isOpen={isOpen} asked={some.filter((section) => isAsked(section, query)).length}>
          {some.map(show)}
        </GroupSection>
      ))}
    </nav>
  );
}

interface FieldSectionProps {
  readonly section: Section;
  readonly facets: Facets | undefined;
  readonly issues: TextFacet | undefined;
}

function FieldSection({ section, facets, issues }: FieldSectionProps) {
  switch (section.kind) {
    case 'text': {
      const counted = facets?.text.find(({ field }) => field === section.field);
      return <FacetSection section={section} facet={section.field === 'issue' ? issues : counted} />;
    }
    case 'number':
      return <RangeSection section={section} facet={facets?.ranges.find(({ field }) => field === section.field)} />;
    case 'claims':
      return <ClaimsSection section={section} claims={facets?.claims} />;
    case 'path':
      return <PathSection section={section} />;
  }
}

/** The counts that are shown are of another query, or there are none. */
function CountingFailed({ message, onRetry }: { readonly message: string; readonly onRetry: () => void }) {
  return (
    <div className={styles.failed} role="alert">
      <p>Not counted: {message}</p>
      <Button size="compact-xs" variant="default" onClick={onRetry}>
        Count again
      </Button>
    </div>
  );
}
