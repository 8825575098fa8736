import type { SyntaxPart } from '../../shared/query-syntax.ts';

export interface MarkedPart extends SyntaxPart {
  /** Place of its first letter in the text. */
  readonly start: number;
  readonly isWrong: boolean;
}

/**
 * Parts cut at the ends of what is wrong, which is marked.
 * @param problem characters from `start` up to `end`; at the end of the text a space behind it is marked
 */
export function markedParts(
  parts: readonly SyntaxPart[],
  problem: { readonly start: number; readonly end: number } | null,
): readonly MarkedPart[] {
  const marked: MarkedPart[] = [];
  let at = 0;
  const from = problem?.start ?? Number.POSITIVE_INFINITY;
  const upto = problem === null ? from : Math.max(problem.end, from + 1);
  for (const { kind, text } of parts) {
    const end = at + text.length;
    const cuts = [at, Math.min(Math.max(from, at), end), Math.min(Math.max(upto, at), end), end];
    for (const [k, isWrong] of [false, true, false].entries()) {
      const [start = 0, stop = 0] = [cuts[k], cuts[k + 1]];
      if (stop > start) marked.push({ kind, start, text: text.slice(start - at, stop - at), isWrong });
    }
    at = end;
  }
  if (problem !== null && from >= at) marked.push({ kind: 'plain', start: at, text: ' ', isWrong: true });
  return marked;
}
