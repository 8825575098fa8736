import { WinnowError } from '../../shared/errors.ts';
import type { PredictionRun, PredictionState } from '../../shared/prediction.ts';
import { didYouMean } from '../../shared/query-problem.ts';

/** The run of this name. @throws {WinnowError} not_found that lists the runs there are */
export function findRun({ runs }: PredictionState, name: string): PredictionRun {
  const found = runs.find((run) => run.name === name);
  if (found !== undefined) return found;
  const names = runs.map((run) => run.name);
  const present = names.length === 0 ? 'This dataset has none.' : `Runs: ${names.join(', ')}.`;
  throw new WinnowError('not_found', `There are no predictions of a run "${name}".${didYouMean(name, names)} ${present}`);
}
