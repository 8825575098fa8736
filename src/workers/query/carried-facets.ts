import { type CarriedField, carriedField } from '../../shared/carried-field.ts';
import type { FacetField, FacetValue } from '../../shared/facets.ts';
import type { Query } from '../../shared/query.ts';
import { choiceOf } from '../../shared/query-choice.ts';
import type { Bits } from './bits.ts';
import type { CarriedColumn } from './carried-column.ts';
import type { ColumnStore } from './column-store.ts';
import type { Columns } from './columns.ts';
import { byCountThenName, countCodes } from './text-counts.ts';
import type { Checkpoint } from './turns.ts';

/** Fields of annotation files that are looked at. */
const MOST_FIELDS = 100;
/** With so many values or fewer a field is of few; with so many numbers or fewer these are values to check rather than a span. */
const FEW_VALUES = 50;
const FEW_NUMBERS = 12;
/** Values that are counted one by one, for a list. */
const MOST_LISTED = 2000;

/** What annotation files carry, as it is looked through. */
export async function carriedFields({ store }: Columns, checkpoint: Checkpoint): Promise<readonly FacetField[]> {
  const fields: FacetField[] = [];
  for (const field of namesOf(store)) {
    const isFew = await store.isOfFew(field, FEW_VALUES, checkpoint);
    const column = store.openedCarried(field);
    const values = column.dictionary.filter((value) => value !== null);
    if (values.length === 0) continue;
    const isNumber = values.every((value) => typeof value === 'number') && (!isFew || values.length > FEW_NUMBERS);
    fields.push({ field, kind: isNumber ? 'number' : 'text', isNoise: !isNumber && isNoise(column, isFew) });
  }
  return fields;
}

/** Those of few values, and those that a query chooses values of. */
export async function fewValuedCarried(
  { store }: Columns,
  query: Query,
  checkpoint: Checkpoint,
): Promise<readonly CarriedField[]> {
  const fields: CarriedField[] = [];
  for (const field of namesOf(store)) {
    const isFew = await store.isOfFew(field, FEW_VALUES, checkpoint);
    if (isFew || choiceOf(query, field).checked.length > 0) fields.push(field);
  }
  return fields;
}

/** Counts of a carried field's values, the most frequent first; `left` are too many to list. */
export async function carriedCounts(
  { store }: Columns,
  field: CarriedField,
  rows: Bits,
  checkpoint: Checkpoint,
): Promise<{ readonly values: readonly FacetValue[]; readonly left: number }> {
  const { values, dictionary } = await store.carried(field, checkpoint);
  const names = dictionary.map((value) => (value === null ? null : String(value)));
  const counted = countCodes(values, names, rows).filter(({ count }) => count > 0);
  counted.sort(byCountThenName);
  return { values: counted.slice(0, MOST_LISTED), left: Math.max(0, counted.length - MOST_LISTED) };
}

function namesOf(store: ColumnStore): readonly CarriedField[] {
  return [...store.reader.carriedFields().keys()].slice(0, MOST_FIELDS).map(carriedField);
}

/** One value for all, lists and objects, or hardly a value twice. */
function isNoise({ dictionary, filled }: CarriedColumn, isFew: boolean): boolean {
  const texts = dictionary.filter((value) => value !== null).map(String);
  if (texts.length < 2 || texts.every((text) => /^\s*[[{]/.test(text))) return true;
  return !isFew && texts.length > filled / 2;
}
