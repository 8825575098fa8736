import type { Claim } from '../../shared/query.ts';

/** Claims in the order shown; what says the opposite is their exclusion. */
export const SIDEBAR_CLAIMS = [
  'flagged',
  'tagged',
  'noted',
  'labeled',
  'relabeled',
  'predicted',
  'correct',
  'wrong',
  'annotated',
  'disagreed',
  'split',
  'recognized',
] as const satisfies readonly Claim[];

/** What a claim says of a sample, and what its opposite does. */
export const CLAIM_TITLES: Readonly<Record<(typeof SIDEBAR_CLAIMS)[number], string>> = {
  flagged: 'Has an issue',
  tagged: 'Tagged',
  noted: 'Has a note',
  labeled: 'Has a class',
  relabeled: 'Class changed by you',
  predicted: 'Has a prediction',
  correct: 'Prediction is the class',
  wrong: 'Prediction is another class',
  annotated: 'Annotated by several',
  disagreed: 'Annotators disagree',
  split: 'In a split',
  recognized: 'Format is known',
};

export function isSidebarClaim(claim: Claim): claim is (typeof SIDEBAR_CLAIMS)[number] {
  return SIDEBAR_CLAIMS.some((shown) => shown === claim);
}
