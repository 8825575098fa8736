import type { ClaimCount } from '../../shared/facets.ts';
import type { Claim, Query } from '../../shared/query.ts';
import { claimState, setClaim } from '../../shared/query-claim.ts';
import { useQueryStore } from '../state/query-store.ts';
import { ChoiceRow } from './ChoiceRow.tsx';
import { CLAIM_TITLES, isSidebarClaim, SIDEBAR_CLAIMS } from './claim-rows.ts';
import styles from './FacetList.module.css';
import { moveFocus } from './FacetList.tsx';
import { Section } from './Section.tsx';
import { RowsSkeleton } from './Skeletons.tsx';
import type { Section as SectionInfo } from './sections.ts';

export interface ClaimsSectionProps {
  readonly section: SectionInfo;
  /** Undefined while it is folded, or not counted yet. */
  readonly claims: readonly ClaimCount[] | undefined;
}

/** What a sample is or is not: each asked for, or excluded. */
export function ClaimsSection({ section, claims }: ClaimsSectionProps) {
  const query = useQueryStore((state) => state.query);
  const setQuery = useQueryStore((state) => state.setQuery);
  const rows = (claims ?? []).flatMap(({ claim, count }) => (isSidebarClaim(claim) ? [{ claim, count }] : []));
  const most = rows.reduce((largest, { count }) => Math.max(largest, count), 1);
  const isAny = SIDEBAR_CLAIMS.some((claim) => claimState(query, claim) !== null);
  return (
    <Section section={section} onClear={isAny ? () => setQuery(withoutClaims(query)) : null}>
      {claims === undefined ? <RowsSkeleton /> : null}
      <ul className={styles.list} aria-label={section.title} onKeyDown={moveFocus}>
        {rows.map(({ claim, count }, index) => {
          const state = claimState(query, claim);
          return (
            <ChoiceRow
              key={claim}
              name={CLAIM_TITLES[claim]}
              title={`is:${claim}`}
              count={count}
              share={count / most}
              isChecked={state === 'yes'}
              isExcluded={state === 'no'}
              isFirst={index === 0}
              onToggle={() => setQuery(setClaim(query, claim, state === 'yes' ? null : 'yes'))}
              onExclude={() => setQuery(setClaim(query, claim, state === 'no' ? null : 'no'))}
            />
          );
        })}
      </ul>
    </Section>
  );
}

function withoutClaims(query: Query): Query {
  return SIDEBAR_CLAIMS.reduce((before: Query, claim: Claim) => setClaim(before, claim, null), query);
}
