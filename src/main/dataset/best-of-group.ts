import { compareForKeeping, type KeepRule } from '../../shared/keep-best.ts';
import type { Candidate } from '../index/keep-candidates.ts';

/**
 * Which member of a duplicate group to keep: of those tagged "keep", else of those not tagged "remove", else of all, the
 * best by the rules. Null: there are none.
 */
export function bestOfGroup(members: readonly Candidate[], rules: readonly KeepRule[]): Candidate | null {
  const kept = members.filter(({ isKept }) => isKept);
  const left = members.filter(({ isRemoved }) => !isRemoved);
  const eligible = [kept, left, members].find((some) => some.length > 0) ?? [];
  const compare = compareForKeeping(rules);
  return eligible.reduce<Candidate | null>((best, one) => (best === null || compare(one, best) < 0 ? one : best), null);
}

/** What to tag "remove" so that only the best is left, and what is tagged "keep". @returns ids */
export function restOfGroup(members: readonly Candidate[], rules: readonly KeepRule[]): readonly number[] {
  const best = bestOfGroup(members, rules);
  return members.filter((one) => one !== best && !one.isKept && !one.isRemoved).map(({ id }) => id);
}
