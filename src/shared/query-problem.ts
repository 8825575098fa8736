/** Where a query text is wrong, and why. Thrown inside the parser, a value at its border. */
export class QueryProblem extends Error {
  readonly start: number;
  readonly end: number;

  /** @param start, end zero-based character range in the text, `end` exclusive */
  constructor(message: string, start: number, end: number) {
    super(message);
    this.name = 'QueryProblem';
    this.start = start;
    this.end = end;
  }
}

/** The nearest of `known` to what was typed, ignoring case, or null where none is near enough to be meant. */
export function nearest(typed: string, known: readonly string[]): string | null {
  const wanted = typed.toLowerCase();
  const limit = Math.ceil(wanted.length / 3);
  let best: string | null = null;
  let bestDistance = limit + 1;
  for (const candidate of known) {
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** ` Did you mean "label"?`, or nothing. */
export function didYouMean(typed: string, known: readonly string[]): string {
  const meant = nearest(typed, known);
  return meant === null ? '' : ` Did you mean "${meant}"?`;
}

/** Levenshtein distance, two rows. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, substitution));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}
