import type { SimilarTo } from './embedding.ts';
import type { SimilaritySort } from './query.ts';
import { QueryProblem } from './query-problem.ts';
import type { TermToken } from './query-tokens.ts';

type References = Pick<SimilaritySort, 'to' | 'away'>;

const SAMPLE = /^[1-9]\d{0,9}$/;
const PROBE = /^@[\w-]{1,31}$/;
/** Ids travel in columns of 32 bits. */
const GREATEST_ID = 2 ** 32 - 1;
const EXAMPLE = 'expected numbers of samples, as in sort:-similar:12,!7 ("!": away from it)';

/**
 * What `sort:-similar:12,@1,!7` sorts by: ids of samples, names of probes, `!` before those to get away from.
 * @param text what follows `similar:` at the end of the term @throws {QueryProblem} that points at what is neither
 */
export function parseReferences(term: TermToken, text: string): References {
  const to: SimilarTo[] = [];
  const away: SimilarTo[] = [];
  let start = term.end - (term.isQuoted ? 1 : 0) - text.length;
  for (const part of text.split(',')) {
    const isAway = part.startsWith('!');
    const reference = referenceOf(isAway ? part.slice(1) : part);
    if (reference === null) {
      const message = part === '' ? 'A sample is missing' : `"${part}" is no sample`;
      throw new QueryProblem(`${message}; ${EXAMPLE}.`, part === '' ? term.valueStart : start, start + part.length);
    }
    (isAway ? away : to).push(reference);
    start += part.length + 1;
  }
  return { to, away };
}

/** The text that `parseReferences` reads back as these. */
export function printReferences({ to, away }: References): string {
  return [...to.map(String), ...away.map((reference) => `!${reference}`)].join(',');
}

function referenceOf(text: string): SimilarTo | null {
  if (PROBE.test(text)) return text as `@${string}`;
  return SAMPLE.test(text) && Number(text) <= GREATEST_ID ? Number(text) : null;
}
