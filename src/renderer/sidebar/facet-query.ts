import type { AnyTextField, Query } from '../../shared/query.ts';
import { checkedValues, toggleValue, withoutField } from '../../shared/query-edit.ts';

/** Asks for this value alone, or, where it is alone already, for no value any more. */
export function onlyValue(query: Query, field: AnyTextField, value: string | null): Query {
  const checked = checkedValues(query, field);
  const bare = clearField(query, field);
  return checked.length === 1 && checked[0] === value ? bare : toggleValue(bare, field, value);
}

/** Forgets what the query says of a field at top level. */
export function clearField(query: Query, field: AnyTextField): Query {
  return { ...query, filter: withoutField(query.filter, field) };
}
