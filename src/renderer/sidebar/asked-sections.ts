import type { Filter, Query } from '../../shared/query.ts';
import { claimState } from '../../shared/query-claim.ts';
import { runFor, speaksOnlyOf } from '../../shared/query-edit.ts';
import { clausesOf } from '../../shared/query-normal.ts';
import { pathTerms } from '../../shared/query-path.ts';
import { SIDEBAR_CLAIMS } from './claim-rows.ts';
import type { Section } from './sections.ts';

/** Whether the query says something at top level of what a section shows. */
export function isAsked(section: Section, query: Query): boolean {
  if (section.kind === 'path') return pathTerms(query).length > 0;
  if (section.kind === 'claims') return SIDEBAR_CLAIMS.some((claim) => claimState(query, claim) !== null);
  const run = runFor(query, section.field);
  return clausesOf(query.filter).some((clause: Filter) => speaksOnlyOf(clause, section.field, run));
}
