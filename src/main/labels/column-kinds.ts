import { NAMELESS } from '../predictions/detect-column-names.ts';
import type { HeadColumn } from '../predictions/detect-columns.ts';
import type { Cell } from '../predictions/prediction-file.ts';
import { numberOf, textOf } from '../predictions/read-number.ts';

/** The values of a column's first rows that are there, as text. */
export function textsOf({ cells }: HeadColumn): readonly string[] {
  return cells.map((cell) => textOf(cell)?.trim() ?? null).filter((text) => text !== null);
}

/** Every value that is there is a number. */
export function isNumbers({ cells }: HeadColumn): boolean {
  const numbers = cells.filter((cell) => typeof cell !== 'boolean').map(numberOf);
  return numbers.some((value) => value !== null && !Number.isNaN(value)) && numbers.every((value) => value !== null);
}

/** More than half of the values that are there are numbers. */
export function areMostlyNumbers({ cells }: HeadColumn): boolean {
  const numbers = cells.map(numberOf).filter((value) => !Number.isNaN(value));
  return numbers.filter((value) => value !== null).length * 2 > numbers.length;
}

/** Finite numbers of a column's first rows. */
export function numbersIn({ cells }: HeadColumn): readonly number[] {
  return cells.map(numberOf).filter((value) => value !== null && Number.isFinite(value)) as number[];
}

/** @returns the number; NaN where there is none or something else */
export const finite = (cell: Cell): number => {
  const value = numberOf(cell);
  return value !== null && Number.isFinite(value) ? value : Number.NaN;
};

/** Whether the first row names no columns. */
export const isNameless = (head: readonly { readonly name: string }[]): boolean => head.every(({ name }) => NAMELESS.test(name));
