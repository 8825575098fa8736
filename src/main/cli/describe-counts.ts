import type { ReadCounts } from '../../shared/prediction-file.ts';
import { describeProblem } from './describe-problem.ts';

/** What reading a file came to, for a person; a line each. */
export function describeCounts({ rows, matchedBy, problems }: ReadCounts): readonly string[] {
  const matches = Object.entries(matchedBy).filter(([, count]) => count > 0);
  return [
    `${rows} rows${matches.length === 0 ? '' : `; paths matched ${matches.map(([rule, count]) => `${rule}: ${count}`).join(', ')}`}`,
    ...problems.map(describeProblem),
  ];
}
