import { isCarriedField } from './carried-field.ts';
import type { AnyNumberField, Comparison, Filter, Query } from './query.ts';
import { runFor, withoutField } from './query-edit.ts';
import { allOf, clausesOf } from './query-normal.ts';
import { isDateField, printNumber } from './query-numbers.ts';

/** Both ends inclusive; null: open. */
export interface NumberRange {
  readonly min: number | null;
  readonly max: number | null;
}

interface Bound {
  readonly comparison: Comparison;
  readonly value: number;
}

/**
 * Replaces all that the query says of a number field at top level. Null, or both ends open: nothing. A bound that stays the
 * same stays as strict as it was.
 */
export function setRange(query: Query, field: AnyNumberField, range: NumberRange | null): Query {
  const before = boundsOf(query, field);
  const run = runFor(query, field);
  const clause = ({ comparison, value }: Bound): Filter =>
    isCarriedField(field)
      ? { kind: 'field', field, test: comparison, value: String(value) }
      : { kind: 'compare', field, comparison, value, ...(run === null ? {} : { run }) };
  const ends: readonly (Bound | null)[] = [
    endOf(field, '>=', range?.min ?? null, lowest(before)),
    endOf(field, '<=', range?.max ?? null, highest(before)),
  ];
  const rest = clausesOf(withoutField(query.filter, field));
  return { ...query, filter: allOf([...rest, ...ends.filter((end) => end !== null).map(clause)]) };
}

/** The bounds that top-level comparisons set on a field, strict ones included; null where there is none. */
export function rangeOf(query: Query, field: AnyNumberField): NumberRange | null {
  const bounds = boundsOf(query, field);
  const [low, high] = [lowest(bounds), highest(bounds)];
  return low === null && high === null ? null : { min: low?.value ?? null, max: high === null ? null : lastOf(field, high) };
}

/** The greatest value within an upper bound. A day that it ends before is a bound of its last millisecond. */
function lastOf(field: AnyNumberField, { comparison, value }: Bound): number {
  return comparison === '<' && isDateField(field) ? value - 1 : value;
}

function endOf(field: AnyNumberField, comparison: '>=' | '<=', value: number | null, before: Bound | null): Bound | null {
  if (value === null) return null;
  if (comparison === '>=') return before?.value === value && before.comparison === '>' ? before : { comparison, value };
  if (before !== null && lastOf(field, before) === value && before.comparison === '<') return before;
  return endsDay(field, value) ? { comparison: '<', value: value + 1 } : { comparison, value };
}

/** Whether the next millisecond starts a day: `capturedAt<2024-06-01` reads better than the last instant of May. */
function endsDay(field: AnyNumberField, value: number): boolean {
  return isDateField(field) && /^\d{4}-\d{2}-\d{2}$/.test(printNumber(field, '<', value + 1));
}

function boundsOf(query: Query, field: AnyNumberField): readonly Bound[] {
  const run = runFor(query, field);
  return clausesOf(query.filter).flatMap((clause): readonly Bound[] => {
    if (clause.kind === 'compare') return clause.field === field && (clause.run ?? null) === run ? [clause] : [];
    if (clause.kind !== 'field' || clause.field !== field || clause.test === ':') return [];
    const value = clause.value.trim() === '' ? Number.NaN : Number(clause.value);
    return Number.isFinite(value) ? [{ comparison: clause.test, value }] : [];
  });
}

/** The bound that holds of several from below; `>` binds closer than `>=` of the same number. */
function lowest(bounds: readonly Bound[]): Bound | null {
  const low = bounds.filter(({ comparison }) => comparison === '>' || comparison === '>=' || comparison === '=');
  return low.reduce<Bound | null>(
    (best, bound) =>
      best === null || bound.value > best.value || (bound.value === best.value && bound.comparison === '>') ? bound : best,
    null,
  );
}

function highest(bounds: readonly Bound[]): Bound | null {
  const high = bounds.filter(({ comparison }) => comparison === '<' || comparison === '<=' || comparison === '=');
  return high.reduce<Bound | null>(
    (best, bound) =>
      best === null || bound.value < best.value || (bound.value === best.value && bound.comparison === '<') ? bound : best,
    null,
  );
}
