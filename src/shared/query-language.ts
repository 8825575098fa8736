import { DEFAULT_QUERY, type Filter, type Query, type Sort } from './query.ts';
import { allOf, anyOf, normalFilter } from './query-normal.ts';
import { QueryProblem } from './query-problem.ts';
import { isOfRun, withRun } from './query-runs.ts';
import { termFilter, termRun, termSort } from './query-terms.ts';
import { type TermToken, type Token, tokenize } from './query-tokens.ts';

export type ParsedQuery =
  | { readonly ok: true; readonly query: Query }
  /** Zero-based character range in the text, `end` exclusive. */
  | { readonly ok: false; readonly message: string; readonly start: number; readonly end: number };

/**
 * Reads the search language: terms joined by spaces are AND; `OR`, `( )`, `-` negates; `label:cat`, `sizeBytes<5kb`,
 * `path:2024/*`, `is:tagged`, `sort:-width`; a bare word is looked for in the path; quotes for spaces. `run:NAME` has the other
 * terms in the same parentheses speak of that run, outside of parentheses the order too.
 */
export function parseQuery(text: string): ParsedQuery {
  try {
    return { ok: true, query: new Parser(tokenize(text), text.length).query() };
  } catch (problem) {
    if (!(problem instanceof QueryProblem)) throw problem;
    return { ok: false, message: problem.message, start: problem.start, end: problem.end };
  }
}

/** Nesting past this is a mistake or an attack; deeper recursion would end in a stack overflow. */
const MAX_DEPTH = 200;

/** Recursive descent: either = all (OR all)*; all = (sort | factor)+; factor = "-" factor | "(" either ")" | term. */
class Parser {
  readonly #tokens: readonly Token[];
  readonly #length: number;
  #at = 0;
  #depth = 0;
  #sort: Sort | null = null;
  /** Named outside of parentheses, for the whole text. */
  #run: string | null = null;

  constructor(tokens: readonly Token[], length: number) {
    this.#tokens = tokens;
    this.#length = length;
  }

  query(): Query {
    const filter = this.#tokens.length === 0 ? null : this.#either();
    const rest = this.#next();
    if (rest !== undefined) throw new QueryProblem('This parenthesis closes nothing.', rest.start, rest.end);
    return { filter: filter === null ? null : normalFilter(filter), sort: this.#ruledSort() };
  }

  #ruledSort(): Sort {
    const sort = this.#sort ?? DEFAULT_QUERY.sort;
    return this.#run === null || sort.field === 'similar' || !isOfRun(sort.field) ? sort : { ...sort, run: this.#run };
  }

  #next(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #either(): Filter | null {
    const first = this.#all();
    if (this.#next()?.kind !== 'OR') return first;
    const isOutermost = this.#depth === 0;
    const branches = [first];
    while (this.#next()?.kind === 'OR') {
      this.#at++;
      branches.push(this.#all());
    }
    if (isOutermost) this.#run = null;
    return anyOf(branches.map((branch) => branch ?? this.#fail('Expected something to look for on both sides of OR')));
  }

  #all(): Filter | null {
    const filters: Filter[] = [];
    let run: string | null = null;
    const start = this.#at;
    for (let token = this.#next(); token !== undefined; token = this.#next()) {
      if (token.kind === ')' || token.kind === 'OR') break;
      if (token.kind === 'term' && token.field === 'sort') this.#readSort();
      else if (token.kind === 'AND') this.#and(start);
      else if (token.kind === 'term' && token.field === 'run') run = this.#readRun(token, run, filters);
      else filters.push(this.#factor());
    }
    if (this.#at === start) this.#fail('Expected something to look for');
    if (run === null) return allOf(filters);
    if (this.#depth === 0) this.#run = run;
    const ruling = run;
    return allOf(filters.map((filter) => withRun(filter, ruling)));
  }

  /** @param before the run that these terms speak of so far */
  #readRun(token: TermToken, before: string | null, filters: Filter[]): string {
    this.#at++;
    const run = termRun(token);
    if (before !== null && before !== run) {
      const message = `These terms speak of "${before}" already; put those of each run in parentheses, as in (run:a is:correct) (run:b is:wrong).`;
      throw new QueryProblem(message, token.start, token.end);
    }
    filters.push({ kind: 'run', run });
    return run;
  }

  /** `AND` is what a space means already; it only has to stand between terms. */
  #and(start: number): void {
    const isFirst = this.#at === start;
    this.#at++;
    const after = this.#next()?.kind;
    if (isFirst || after === undefined || after === ')' || after === 'OR' || after === 'AND') {
      this.#fail('Expected terms on both sides of AND (in quotes it is a word)');
    }
  }

  #factor(): Filter {
    const token = this.#next();
    if (token === undefined || token.kind === ')' || token.kind === 'OR' || token.kind === 'AND') {
      return this.#fail('Expected something to look for');
    }
    this.#at++;
    if (token.kind !== 'term') return this.#nested(token);
    if (token.field !== 'sort') return termFilter(token);
    throw new QueryProblem('An order cannot be negated; "sort:-width" sorts downwards.', token.start, token.end);
  }

  #nested(token: Token): Filter {
    if (++this.#depth > MAX_DEPTH) throw new QueryProblem(`More than ${MAX_DEPTH} levels of nesting.`, token.start, token.end);
    const filter: Filter = token.kind === '-' ? { kind: 'not', of: this.#factor() } : this.#group(token);
    this.#depth--;
    return filter;
  }

  #group(open: Token): Filter {
    const filter = this.#either();
    const close = this.#next();
    if (close?.kind !== ')') throw new QueryProblem('This parenthesis is never closed.', open.start, open.end);
    this.#at++;
    return filter ?? this.#fail('Expected something to look for in the parentheses');
  }

  #readSort(): void {
    const token = this.#next();
    if (token?.kind !== 'term') return;
    if (this.#depth > 0) throw new QueryProblem('An order stands outside of parentheses.', token.start, token.end);
    if (this.#sort !== null) throw new QueryProblem('There is an order already; expected one "sort:".', token.start, token.end);
    this.#sort = termSort(token);
    this.#at++;
  }

  /** Points at the token that is there instead, or at the end of the text. */
  #fail(expected: string): never {
    const token = this.#next();
    if (token === undefined) throw new QueryProblem(`${expected}, found the end.`, this.#length, this.#length);
    throw new QueryProblem(`${expected}.`, token.start, token.end);
  }
}
