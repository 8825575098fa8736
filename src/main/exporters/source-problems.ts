import { WinnowError } from '../../shared/errors.ts';

/** Enough to see what happened; with more, most of the dataset has gone and there is no point in going on. */
const MOST = 100;
const SHOWN = 5;

/** Files of the dataset that are not as they were indexed. Gathered, so that a person is told of all at once. */
export interface SourceProblems {
  /** @throws {WinnowError} export_failed once there are very many */
  add(path: string, what: string): void;
  /** @throws {WinnowError} export_failed that names the first few, where there are any */
  throwIfAny(): void;
}

export function createSourceProblems(): SourceProblems {
  const problems: string[] = [];
  function throwIfAny(): void {
    if (problems.length === 0) return;
    const shown = problems.slice(0, SHOWN).join('; ');
    const more = problems.length > SHOWN ? `; and ${problems.length >= MOST ? 'many' : problems.length - SHOWN} more` : '';
    throw new WinnowError(
      'export_failed',
      `Files of the dataset are not as they were indexed: ${shown}${more}. Nothing was exported. Index the folder again, then export.`,
      { details: { files: problems } },
    );
  }
  return {
    add(path, what) {
      problems.push(`${path} ${what}`);
      if (problems.length >= MOST) throwIfAny();
    },
    throwIfAny,
  };
}
