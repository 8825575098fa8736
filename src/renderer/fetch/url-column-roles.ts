import { FETCH_ROLES, type FetchColumns, type FetchRole } from '../../shared/fetch.ts';

/** Stands for no role where a choice has to have a value. */
export const KEPT = 'kept';

export const ROLE_WORDS: Readonly<Record<FetchRole, string>> = {
  url: 'Address',
  key: 'Name of the file',
  licence: 'Licence',
  label: 'Label',
  caption: 'Caption',
};

/** The mapping in which a column has another role, which is taken from the column that had it. @param role null: none */
export function withColumnRole(mapping: FetchColumns, column: string, role: FetchRole | null): FetchColumns {
  const without = FETCH_ROLES.map((one) => [one, mapping[one] === column ? null : mapping[one]] as const);
  return { ...mapping, ...Object.fromEntries(without), ...(role === null ? {} : { [role]: column }) };
}
