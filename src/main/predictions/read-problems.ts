import { FILE_PROBLEMS, type FileProblem, type FileProblemKind, type ProblemExample } from '../../shared/prediction-file.ts';

const MOST_EXAMPLES = 20;
const LONGEST_EXAMPLE = 200;

/** Counts what is wrong with rows, with the first of each kind as examples. */
export interface ProblemCounter {
  add(kind: FileProblemKind, row: number | null, text: string): void;
  /** Those that occurred. */
  list(): readonly FileProblem[];
}

export function createProblemCounter(): ProblemCounter {
  const found = new Map<FileProblemKind, { count: number; readonly examples: ProblemExample[] }>();
  return {
    add(kind, row, text) {
      const problem = found.get(kind) ?? { count: 0, examples: [] };
      problem.count += 1;
      if (problem.examples.length < MOST_EXAMPLES) problem.examples.push({ row, text: text.slice(0, LONGEST_EXAMPLE) });
      found.set(kind, problem);
    },
    list: () =>
      FILE_PROBLEMS.flatMap((kind) => {
        const problem = found.get(kind);
        return problem === undefined ? [] : [{ kind, ...problem }];
      }),
  };
}
