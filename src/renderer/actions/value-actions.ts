import { isCarriedField } from '../../shared/carried-field.ts';
import type { Filter } from '../../shared/query.ts';
import { withClause, withoutField } from '../../shared/query-edit.ts';
import { claimOn } from '../../shared/query-terms.ts';
import type { MenuContext } from '../state/context-menu.ts';
import { useQueryStore } from '../state/query-store.ts';
import { copyText } from '../ui/copy-text.ts';

export type ValueContext = Extract<MenuContext, { readonly kind: 'value' }>;

/** Something to do with one value of a field: a class, a tag, a folder. In its context menu only. */
export interface ValueAction {
  readonly id: string;
  readonly title: (context: ValueContext) => string;
  readonly run: (context: ValueContext) => void;
}

/** What is done with values of fields, wherever they are listed. */
export const VALUE_ACTIONS: readonly ValueAction[] = [
  {
    id: 'value.only',
    title: ({ title }) => `Only “${title}”`,
    run: (context) => ask((query) => withClause(withoutValues(query, context), valueFilter(context))),
  },
  {
    id: 'value.exclude',
    title: ({ title }) => `All but “${title}”`,
    run: (context) => ask((query) => withClause(query, { kind: 'not', of: valueFilter(context) })),
  },
  {
    id: 'value.alone',
    title: ({ title }) => `“${title}”, without any other filter`,
    run: (context) => ask((query) => ({ ...query, filter: valueFilter(context) })),
  },
  { id: 'value.copy', title: () => 'Copy the name', run: ({ value, title }) => void copyText(value ?? title, 'The name') },
];

type Query = ReturnType<typeof useQueryStore.getState>['query'];

function ask(change: (query: Query) => Query): void {
  const { query, setQuery } = useQueryStore.getState();
  setQuery(change(query));
}

function withoutValues(query: Query, { field }: ValueContext): Query {
  return { ...query, filter: withoutField(query.filter, field) };
}

/** The samples with the value; null: those without any. */
export function valueFilter({ field, value }: Pick<ValueContext, 'field' | 'value'>): Filter {
  if (isCarriedField(field))
    return value === null
      ? { kind: 'not', of: { kind: 'field', field, test: ':', value: '*' } }
      : { kind: 'field', field, test: '=', value };
  if (value !== null) return { kind: 'equals', field, value };
  const claim = claimOn(field, false);
  return claim === null ? { kind: 'or', of: [] } : { kind: 'is', claim };
}
