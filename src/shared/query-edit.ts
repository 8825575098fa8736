import { isCarriedField } from './carried-field.ts';
import { assertNever } from './errors.ts';
import {
  type AnyTextField,
  CLAIM_MEANING,
  type Comparison,
  type Filter,
  type NumberField,
  type Query,
  type Sort,
} from './query.ts';
import { allOf, anyOf, clausesOf } from './query-normal.ts';
import { isOfRun, ruledBy } from './query-runs.ts';
import { claimOn } from './query-terms.ts';

/** Both ends inclusive; null: open. */
export interface NumberRange {
  readonly min: number | null;
  readonly max: number | null;
}

/** The filter without the top-level clauses that speak of this field only: a facet is not narrowed by its own choice. */
export function withoutField(filter: Filter | null, field: AnyTextField | NumberField): Filter | null {
  const run = runFor({ filter }, field);
  return allOf(clausesOf(filter).filter((clause) => !speaksOnlyOf(clause, field, run)));
}

/** Values of a text field that are asked for at top level: one alone or several joined by OR. Null: samples without one. */
export function checkedValues(query: Query, field: AnyTextField): readonly (string | null)[] {
  const asked = { field, run: runFor(query, field) };
  return clausesOf(query.filter).flatMap((clause) => valuesOf(clause, asked) ?? []);
}

/** Checks or unchecks one value of a field; several checked values become one OR group. Null: samples without a value. */
export function toggleValue(query: Query, field: AnyTextField, value: string | null): Query {
  const asked = { field, run: runFor(query, field) };
  const before = [...new Set(checkedValues(query, field))];
  const checked = before.includes(value) ? before.filter((other) => other !== value) : [...before, value];
  const opposite = valueFilter(asked, value);
  const clauses = clausesOf(query.filter);
  const place = clauses.findIndex((clause) => valuesOf(clause, asked) !== null);
  const isOther = (clause: Filter): boolean => valuesOf(clause, asked) === null && !isNegationOf(clause, opposite);
  const group = checked.length === 0 ? [] : [anyOf(checked.map((each) => valueFilter(asked, each)))];
  if (place < 0) return { ...query, filter: allOf([...clauses.filter(isOther), ...group]) };
  const [head, tail] = [clauses.slice(0, place), clauses.slice(place)];
  return { ...query, filter: allOf([...head.filter(isOther), ...group, ...tail.filter(isOther)]) };
}

/** Replaces all that the query says of a number field at top level. Null, or both ends open: nothing. */
export function setRange(query: Query, field: NumberField, range: NumberRange | null): Query {
  const run = runFor(query, field);
  const bound = (comparison: Comparison, value: number | null | undefined): readonly Filter[] =>
    value === null || value === undefined
      ? []
      : [{ kind: 'compare', field, comparison, value, ...(run === null ? {} : { run }) }];
  const rest = clausesOf(withoutField(query.filter, field));
  return { ...query, filter: allOf([...rest, ...bound('>=', range?.min), ...bound('<=', range?.max)]) };
}

/** The bounds that top-level comparisons set on a field, strict ones included; null where there is none. */
export function rangeOf(query: Query, field: NumberField): NumberRange | null {
  const run = runFor(query, field);
  let min: number | null = null;
  let max: number | null = null;
  for (const clause of clausesOf(query.filter)) {
    if (clause.kind !== 'compare' || clause.field !== field || (clause.run ?? null) !== run) continue;
    if (clause.comparison === '!=') continue;
    if (clause.comparison !== '<' && clause.comparison !== '<=') min = Math.max(min ?? clause.value, clause.value);
    if (clause.comparison !== '>' && clause.comparison !== '>=') max = Math.min(max ?? clause.value, clause.value);
  }
  return min === null && max === null ? null : { min, max };
}

/** An order by predictions is by the run that rules the query. */
export function setSort(query: Query, sort: Sort): Query {
  if (sort.field === 'similar' || !isOfRun(sort.field)) return { ...query, sort };
  const { run: _, ...active } = sort;
  const run = ruledBy(query);
  return { ...query, sort: run === null ? active : { ...active, run } };
}

/** Words looked for in the path, at top level. */
export function wordsOf(query: Query): readonly string[] {
  return clausesOf(query.filter).flatMap((clause) => (clause.kind === 'contains' ? [clause.text] : []));
}

/** Replaces the words looked for in the path. */
export function setWords(query: Query, words: readonly string[]): Query {
  const rest = clausesOf(query.filter).filter((clause) => clause.kind !== 'contains');
  return { ...query, filter: allOf([...rest, ...words.map((text): Filter => ({ kind: 'contains', text }))]) };
}

/** Adds a clause that must hold too, unless it stands there already. */
export function withClause(query: Query, clause: Filter): Query {
  const clauses = clausesOf(query.filter);
  const isThere = clauses.some((other) => JSON.stringify(other) === JSON.stringify(clause));
  return isThere ? query : { ...query, filter: allOf([...clauses, clause]) };
}

/** The run whose values of a field a query means, and shows in the sidebar; null: the active one, or a field of no run. */
export function runFor(query: Pick<Query, 'filter'>, field: AnyTextField | NumberField): string | null {
  return isOfRun(field) ? ruledBy(query) : null;
}

/** Whether all that a filter says is about this field. @param run of a field of predictions; null: the active one */
export function speaksOnlyOf(filter: Filter, field: AnyTextField | NumberField, run: string | null = null): boolean {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.of.length > 0 && filter.of.every((child) => speaksOnlyOf(child, field, run));
    case 'not':
      return speaksOnlyOf(filter.of, field, run);
    case 'equals':
    case 'compare':
      return filter.field === field && (filter.run ?? null) === run;
    case 'field':
      return filter.field === field;
    case 'is':
      return CLAIM_MEANING[filter.claim].field === field && (filter.run ?? null) === run;
    case 'run':
    case 'path':
    case 'contains':
    case 'match':
    case 'agrees':
    case 'lasso':
      return false;
    default:
      return assertNever(filter);
  }
}

interface AskedField {
  readonly field: AnyTextField;
  readonly run: string | null;
}

/** The values a clause asks for where it asks for values of this field and nothing else; otherwise null. */
function valuesOf(clause: Filter, asked: AskedField): readonly (string | null)[] | null {
  const isMeant = 'run' in clause ? clause.run === asked.run : asked.run === null;
  if (clause.kind === 'equals') return clause.field === asked.field && isMeant ? [clause.value] : null;
  if (clause.kind === 'field') return clause.field === asked.field && clause.test === '=' ? [clause.value] : null;
  if (clause.kind === 'not' && clause.of.kind === 'field') return isAnyOf(clause.of, asked) ? [null] : null;
  if (clause.kind === 'is') return clause.claim === claimOn(asked.field, false) && isMeant ? [null] : null;
  if (clause.kind !== 'or') return null;
  const values = clause.of.map((child) => valuesOf(child, asked));
  return values.includes(null) ? null : values.flatMap((each) => each ?? []);
}

function valueFilter({ field, run }: AskedField, value: string | null): Filter {
  if (isCarriedField(field)) {
    return value === null
      ? { kind: 'not', of: { kind: 'field', field, test: ':', value: '*' } }
      : { kind: 'field', field, test: '=', value };
  }
  const ofRun = run === null ? {} : { run };
  if (value !== null) return { kind: 'equals', field, value, ...ofRun };
  const claim = claimOn(field, false);
  return claim === null ? anyOf([]) : { kind: 'is', claim, ...ofRun };
}

/** `field.camera:*`: has any value. */
function isAnyOf(filter: Extract<Filter, { readonly kind: 'field' }>, { field }: AskedField): boolean {
  return filter.field === field && filter.test === ':' && filter.value === '*';
}

function isNegationOf(clause: Filter, filter: Filter): boolean {
  return clause.kind === 'not' && JSON.stringify(clause.of) === JSON.stringify(filter);
}
