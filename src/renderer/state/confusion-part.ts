import { assertNever } from '../../shared/errors.ts';
import type { Claim, Filter, Query } from '../../shared/query.ts';
import { allOf, anyOf, clausesOf, normalFilter } from '../../shared/query-normal.ts';
import type { BoxField } from '../../shared/score.ts';

/** A class by name; null: none. */
export type ClassName = string | null;

/** What of a confusion matrix is looked at: samples with a label, with a prediction, or with both. */
export type MatrixPart =
  | { readonly kind: 'cell'; readonly label: ClassName; readonly prediction: ClassName }
  | { readonly kind: 'row'; readonly label: ClassName }
  | { readonly kind: 'column'; readonly prediction: ClassName };

/** The cell under the keyboard. */
export type FocusedCell = Omit<Extract<MatrixPart, { readonly kind: 'cell' }>, 'kind'>;

/** A run as a query names it. A query that asks it for a class that it does not know is refused. */
export interface NamedRun {
  /** Null: the active one. */
  readonly name: string | null;
  readonly classes: readonly string[];
  /** It says boxes, and the matrix counts them. */
  readonly hasBoxes?: boolean;
}

/**
 * The samples counted in a part, as clauses of a query.
 * @param runs the active one; another one too where they are compared: then samples that either of them puts there, of those
 * that are labelled and that both have seen
 */
export function partClauses(part: MatrixPart, runs: readonly NamedRun[]): readonly Filter[] {
  if (runs[0]?.hasBoxes === true) return boxClauses(part);
  const compared: readonly Filter[] = runs.length < 2 ? [] : runs.map(({ name }) => has('predicted', name));
  switch (part.kind) {
    case 'cell':
      return [labelled(part.label), predicted(part.prediction, runs), ...compared];
    case 'row':
      return [labelled(part.label), ...compared];
    case 'column':
      return [predicted(part.prediction, runs), ...(runs.length < 2 ? [] : [has('labeled', null)]), ...compared];
    default:
      return assertNever(part);
  }
}

/** Of a run of boxes: samples with boxes that were matched so. */
function boxClauses(part: MatrixPart): readonly Filter[] {
  const some = (field: BoxField): Filter => ({ kind: 'compare', field, comparison: '>', value: 0 });
  switch (part.kind) {
    case 'cell':
      return [{ kind: 'match', label: part.label, prediction: part.prediction }];
    case 'row':
      return [part.label === null ? some('falsePositives') : labelled(part.label)];
    case 'column':
      return [
        part.prediction === null ? some('falseNegatives') : { kind: 'equals', field: 'prediction', value: part.prediction },
      ];
    default:
      return assertNever(part);
  }
}

/** Whether two parts are the same. */
export function isSamePart(a: MatrixPart | null, b: MatrixPart | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The filter without clauses that were added to it: what the matrix is counted from. */
export function withoutClauses(filter: Filter | null, own: readonly Filter[]): Filter | null {
  if (own.length === 0) return filter;
  const taken = textsOf(allOf(own));
  return allOf(normalClauses(filter).filter((clause) => !taken.has(JSON.stringify(clause))));
}

/** True while all clauses that were added are still there, however the query was written anew. */
export function hasClauses(filter: Filter | null, own: readonly Filter[]): boolean {
  return textsOf(allOf(own)).isSubsetOf(textsOf(filter));
}

/** The query with clauses that take the place of others; those that it has anyway are not added. @returns `own`: those added */
export function withClauses(
  query: Query,
  before: readonly Filter[],
  clauses: readonly Filter[],
): { readonly query: Query; readonly own: readonly Filter[] } {
  const base = hasClauses(query.filter, before) ? withoutClauses(query.filter, before) : query.filter;
  const there = textsOf(base);
  const own = normalClauses(allOf(clauses)).filter((clause) => !there.has(JSON.stringify(clause)));
  return { query: { ...query, filter: allOf([...clausesOf(base), ...own]) }, own };
}

function labelled(label: ClassName): Filter {
  return label === null ? { kind: 'is', claim: 'unlabeled' } : { kind: 'equals', field: 'label', value: label };
}

function predicted(prediction: ClassName, runs: readonly NamedRun[]): Filter {
  if (prediction === null) return has('unpredicted', runs[0]?.name ?? null);
  const knowing = runs.filter(({ classes }) => classes.includes(prediction));
  return anyOf(knowing.map(({ name }) => ({ kind: 'equals', field: 'prediction', value: prediction, ...ofRun(name) })));
}

function has(claim: Claim, run: string | null): Filter {
  return { kind: 'is', claim, ...ofRun(run) };
}

function ofRun(name: string | null): { readonly run?: string } {
  return name === null ? {} : { run: name };
}

function normalClauses(filter: Filter | null): readonly Filter[] {
  return clausesOf(filter === null ? null : normalFilter(filter));
}

function textsOf(filter: Filter | null): ReadonlySet<string> {
  return new Set(normalClauses(filter).map((clause) => JSON.stringify(clause)));
}
