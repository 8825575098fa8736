import type { Cell, Row } from './table.ts';

/** RFC 4180 but for the line end. Lists are joined by `;`, missing values are empty. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\n`;
}

export function csvLines(fields: readonly string[], rows: readonly Row[]): string {
  return rows.map((row) => csvLine(fields.map((field) => row[field] ?? null))).join('');
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  const text = typeof cell === 'object' ? cell.join(';') : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
