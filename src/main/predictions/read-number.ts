import type { Cell } from './prediction-file.ts';

const MISSING: ReadonlySet<string> = new Set(['', 'nan', 'na', 'n/a', 'null', 'none', '-', '#n/a']);
const NUMBER = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?$/i;
const INFINITE = /^([+-]?)inf(?:inity)?$/i;

/** @returns the number, NaN where there is none, or null where something else stands: `0.5`, `0,5`, `50%`, `1e-3`, `-inf` */
export function numberOf(cell: Cell): number | null {
  if (cell === null) return Number.NaN;
  if (typeof cell === 'number') return cell;
  if (typeof cell !== 'string') return null;
  const quick = Number(cell);
  if (!Number.isNaN(quick) && cell.trim() !== '') return quick;
  const text = cell.trim();
  if (MISSING.has(text.toLowerCase())) return Number.NaN;
  if (text.endsWith('%') && NUMBER.test(text.slice(0, -1).trim())) return Number(text.slice(0, -1).replace(',', '.')) / 100;
  if (NUMBER.test(text)) return Number(text.replace(',', '.'));
  const infinite = INFINITE.exec(text);
  return infinite === null ? null : infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** @returns the text of a value, null where there is none; whole numbers without `.0` */
export function textOf(cell: Cell): string | null {
  if (cell === null || typeof cell === 'object') return null;
  if (typeof cell === 'number') return Number.isNaN(cell) ? null : String(cell);
  const text = String(cell);
  return text.trim() === '' ? null : text;
}

/** @returns numbers of a list, whether it is one or written as `[0.1, 0.9]` or `[0.1 0.9]`; null where it is none */
export function listOf(cell: Cell): ArrayLike<number> | null {
  if (typeof cell === 'object') return cell;
  if (typeof cell !== 'string') return null;
  const text = cell.trim();
  const inner = /^[[(](.*)[\])]$/s.exec(text)?.[1];
  if (inner === undefined) return null;
  const parts = inner.trim().split(/\s*[,;]\s*|\s+/);
  const numbers = parts.map((part) => numberOf(part));
  return numbers.every((value) => value !== null) ? numbers : null;
}
