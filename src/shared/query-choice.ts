import { isCarriedField } from './carried-field.ts';
import type { AnyTextField, Filter, Query } from './query.ts';
import { runFor, withoutField } from './query-edit.ts';
import { allOf, anyOf, clausesOf, NOTHING } from './query-normal.ts';
import { claimOn } from './query-terms.ts';

/** A value of a text field; null: samples without one. */
export type ChosenValue = string | null;

/** What the top level of a query says of a text field's values. */
export interface Choice {
  /** Any of these; empty: whichever. */
  readonly checked: readonly ChosenValue[];
  /** None of these. */
  readonly excluded: readonly ChosenValue[];
}

/** The values that a query asks for, one alone or several joined by OR, and those it asks to be without, as `-label:cat`. */
export function choiceOf(query: Query, field: AnyTextField): Choice {
  const asked = { field, run: runFor(query, field) };
  const clauses = clausesOf(query.filter);
  return {
    checked: unique(clauses.flatMap((clause) => valuesOf(clause, asked) ?? [])),
    excluded: unique(clauses.flatMap((clause) => excludedOf(clause, asked) ?? [])),
  };
}

/** Values that are asked for at top level. */
export function checkedValues(query: Query, field: AnyTextField): readonly ChosenValue[] {
  return choiceOf(query, field).checked;
}

/** Replaces the values asked for and those excluded; what stays keeps its place in the query, what is new comes last. */
export function setChoice(query: Query, field: AnyTextField, choice: Choice): Query {
  const asked = { field, run: runFor(query, field) };
  const canBeSaid = (value: ChosenValue): boolean => value !== null || valueFilter(asked, null) !== NOTHING;
  const checked = unique(choice.checked.filter(canBeSaid));
  const left = new Set(choice.excluded.filter(canBeSaid));
  let group: readonly Filter[] = checked.length === 0 ? [] : [anyOf(checked.map((value) => valueFilter(asked, value)))];
  const take = (values: readonly ChosenValue[]): readonly Filter[] =>
    values.filter((value) => left.delete(value)).map((value) => exclusion(asked, value));
  const kept = clausesOf(query.filter).flatMap((clause): readonly Filter[] => {
    if (valuesOf(clause, asked) !== null) {
      const here = group;
      group = [];
      return here;
    }
    const excluded = excludedOf(clause, asked);
    return excluded === null ? [clause] : take(excluded);
  });
  return { ...query, filter: allOf([...kept, ...group, ...take([...left])]) };
}

/** Checks or unchecks one value; several checked values become one OR group. */
export function toggleValue(query: Query, field: AnyTextField, value: ChosenValue): Query {
  const { checked, excluded } = choiceOf(query, field);
  return setChoice(query, field, { checked: toggled(checked, value), excluded: without(excluded, value) });
}

/** Excludes one value, or lets it in again. */
export function toggleExcluded(query: Query, field: AnyTextField, value: ChosenValue): Query {
  const { checked, excluded } = choiceOf(query, field);
  return setChoice(query, field, { checked: without(checked, value), excluded: toggled(excluded, value) });
}

/** Asks for this value alone, or, where it is alone already, for no value any more. */
export function onlyValue(query: Query, field: AnyTextField, value: ChosenValue): Query {
  const { checked, excluded } = choiceOf(query, field);
  const isAlone = checked.length === 1 && checked[0] === value && excluded.length === 0;
  const bare = { ...query, filter: withoutField(query.filter, field) };
  return isAlone ? bare : setChoice(bare, field, { checked: [value], excluded: [] });
}

/** What was asked for is excluded, and the other way round. */
export function invertChoice(query: Query, field: AnyTextField): Query {
  const { checked, excluded } = choiceOf(query, field);
  return setChoice(query, field, { checked: excluded, excluded: checked });
}

/** Checks all of some values beside those that are checked. */
export function checkAll(query: Query, field: AnyTextField, values: readonly ChosenValue[]): Query {
  const { checked, excluded } = choiceOf(query, field);
  const wanted = new Set(values);
  return setChoice(query, field, {
    checked: [...checked, ...values],
    excluded: excluded.filter((value) => !wanted.has(value)),
  });
}

interface AskedField {
  readonly field: AnyTextField;
  readonly run: string | null;
}

/** The values a clause asks for where it asks for values of this field and nothing else; otherwise null. */
function valuesOf(clause: Filter, asked: AskedField): readonly ChosenValue[] | null {
  const isMeant = 'run' in clause ? clause.run === asked.run : asked.run === null;
  if (clause.kind === 'equals') return clause.field === asked.field && isMeant ? [clause.value] : null;
  if (clause.kind === 'field') return clause.field === asked.field && clause.test === '=' ? [clause.value] : null;
  if (clause.kind === 'not' && clause.of.kind === 'field') return isAnyOf(clause.of, asked) ? [null] : null;
  if (clause.kind === 'is') return clause.claim === claimOn(asked.field, false) && isMeant ? [null] : null;
  if (clause.kind !== 'or') return null;
  const values = clause.of.map((child) => valuesOf(child, asked));
  return values.includes(null) ? null : values.flatMap((each) => each ?? []);
}

/** The values a clause asks to be without, where that is all it says; otherwise null. */
function excludedOf(clause: Filter, asked: AskedField): readonly ChosenValue[] | null {
  const isMeant = 'run' in clause ? clause.run === asked.run : asked.run === null;
  if (clause.kind === 'field') return isAnyOf(clause, asked) ? [null] : null;
  if (clause.kind === 'is') return clause.claim === claimOn(asked.field, true) && isMeant ? [null] : null;
  return clause.kind === 'not' ? valuesOf(clause.of, asked) : null;
}

function valueFilter({ field, run }: AskedField, value: ChosenValue): Filter {
  if (isCarriedField(field)) {
    return value === null
      ? { kind: 'not', of: { kind: 'field', field, test: ':', value: '*' } }
      : { kind: 'field', field, test: '=', value };
  }
  const ofRun = run === null ? {} : { run };
  if (value !== null) return { kind: 'equals', field, value, ...ofRun };
  const claim = claimOn(field, false);
  // A run that the query names has said something of every sample that matches.
  return claim === null || run !== null ? NOTHING : { kind: 'is', claim };
}

function exclusion(asked: AskedField, value: ChosenValue): Filter {
  const filter = valueFilter(asked, value);
  if (value !== null) return { kind: 'not', of: filter };
  if (filter.kind === 'not') return filter.of;
  const claim = claimOn(asked.field, true);
  return claim === null ? { kind: 'not', of: filter } : { kind: 'is', claim };
}

/** `field.camera:*`: has any value. */
function isAnyOf(filter: Extract<Filter, { readonly kind: 'field' }>, { field }: AskedField): boolean {
  return filter.field === field && filter.test === ':' && filter.value === '*';
}

const unique = (values: readonly ChosenValue[]): readonly ChosenValue[] => [...new Set(values)];
const without = (values: readonly ChosenValue[], value: ChosenValue): readonly ChosenValue[] =>
  values.filter((other) => other !== value);
const toggled = (values: readonly ChosenValue[], value: ChosenValue): readonly ChosenValue[] =>
  values.includes(value) ? without(values, value) : [...values, value];
