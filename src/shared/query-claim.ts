import { CLAIM_MEANING, CLAIMS, type Claim, type Filter, type Query } from './query.ts';
import { allOf, clausesOf } from './query-normal.ts';
import { isOfRun, ruledBy } from './query-runs.ts';

/** What a query says of a claim at top level: that it holds, that it does not, or nothing. */
export type ClaimState = 'yes' | 'no' | null;

export function claimState(query: Query, claim: Claim): ClaimState {
  const asked = askedClaim(query, claim);
  for (const clause of clausesOf(query.filter)) {
    const state = stateIn(clause, asked);
    if (state !== null) return state;
  }
  return null;
}

/** Replaces what the query says of a claim at top level; `is:untagged` is written for no `is:tagged`. */
export function setClaim(query: Query, claim: Claim, state: ClaimState): Query {
  const asked = askedClaim(query, claim);
  const rest = clausesOf(query.filter).filter((clause) => stateIn(clause, asked) === null);
  if (state === null) return { ...query, filter: allOf(rest) };
  const ofRun = asked.run === null ? {} : { run: asked.run };
  const holds: Filter = { kind: 'is', claim, ...ofRun };
  const fails: Filter = asked.opposite === null ? { kind: 'not', of: holds } : { kind: 'is', claim: asked.opposite, ...ofRun };
  return { ...query, filter: allOf([...rest, state === 'yes' ? holds : fails]) };
}

interface AskedClaim {
  readonly claim: Claim;
  readonly opposite: Claim | null;
  readonly run: string | null;
}

function askedClaim(query: Query, claim: Claim): AskedClaim {
  const { field, hasValue } = CLAIM_MEANING[claim];
  const opposite = CLAIMS.find((other) => CLAIM_MEANING[other].field === field && CLAIM_MEANING[other].hasValue !== hasValue);
  return { claim, opposite: opposite ?? null, run: isOfRun(field) ? ruledBy(query) : null };
}

function stateIn(clause: Filter, asked: AskedClaim): ClaimState {
  if (clause.kind === 'not') {
    const of = clause.of.kind === 'is' ? stateIn(clause.of, asked) : null;
    return of === null ? null : of === 'yes' ? 'no' : 'yes';
  }
  if (clause.kind !== 'is' || (clause.run ?? null) !== asked.run) return null;
  return clause.claim === asked.claim ? 'yes' : clause.claim === asked.opposite ? 'no' : null;
}
