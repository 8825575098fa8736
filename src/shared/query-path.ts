import type { Filter, Query } from './query.ts';
import { withClause } from './query-edit.ts';
import { allOf, clausesOf } from './query-normal.ts';

/** What a query says of paths at top level: words or patterns, each looked for or kept out. */
export interface PathTerm {
  readonly text: string;
  /** `*` and `?` stand for others, and the whole path must match. */
  readonly isPattern: boolean;
  readonly isExcluded: boolean;
}

export function pathTerms(query: Query): readonly PathTerm[] {
  return clausesOf(query.filter).flatMap((clause) => termOf(clause) ?? []);
}

/** Adds a term; text with `*` or `?` is a pattern. Text of nothing but spaces changes nothing. */
export function addPathText(query: Query, text: string, isExcluded: boolean): Query {
  const trimmed = text.trim();
  if (trimmed === '') return query;
  const filter: Filter = /[*?]/.test(trimmed) ? { kind: 'path', pattern: trimmed } : { kind: 'contains', text: trimmed };
  return withClause(query, isExcluded ? { kind: 'not', of: filter } : filter);
}

/** Takes a term away, wherever it stands at top level. */
export function removePathTerm(query: Query, term: PathTerm): Query {
  return { ...query, filter: allOf(clausesOf(query.filter).filter((clause) => !isSame(termOf(clause), term))) };
}

/** Forgets all that the query says of paths at top level. */
export function clearPath(query: Query): Query {
  return { ...query, filter: allOf(clausesOf(query.filter).filter((clause) => termOf(clause) === null)) };
}

function termOf(clause: Filter): PathTerm | null {
  if (clause.kind === 'contains') return { text: clause.text, isPattern: false, isExcluded: false };
  if (clause.kind === 'path') return { text: clause.pattern, isPattern: true, isExcluded: false };
  if (clause.kind !== 'not' || (clause.of.kind !== 'contains' && clause.of.kind !== 'path')) return null;
  const inner = termOf(clause.of);
  return inner === null ? null : { ...inner, isExcluded: true };
}

function isSame(a: PathTerm | null, b: PathTerm): boolean {
  return a !== null && a.text === b.text && a.isPattern === b.isPattern && a.isExcluded === b.isExcluded;
}
