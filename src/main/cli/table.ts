export type Cell = string | number | boolean | readonly (string | object)[] | null;
export type Row = Readonly<Record<string, Cell>>;

const MOST_COLUMN = 60;

/** One cell for a person: nothing for a missing value, control characters made visible so that no name can steer a terminal. */
function show(cell: Cell): string {
  if (cell === null) return '';
  const text = typeof cell === 'object' ? cell.map(itemText).join(', ') : String(cell);
  return text.replace(/[\p{Cc}\p{Cf}\p{Co}]/gu, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const itemText = (item: string | object): string => (typeof item === 'string' ? item : JSON.stringify(item));

/** Widths that fit these rows; longer cells of later rows run over. */
export function tableWidths(fields: readonly string[], rows: readonly Row[]): readonly number[] {
  return fields.map((field) =>
    Math.min(
      MOST_COLUMN,
      rows.reduce((width, row) => Math.max(width, show(row[field] ?? null).length), field.length),
    ),
  );
}

export function tableHead(fields: readonly string[], widths: readonly number[]): string {
  return line(fields, widths, () => false);
}

/** Rows as aligned text, numbers to the right. */
export function tableLines(fields: readonly string[], widths: readonly number[], rows: readonly Row[]): string {
  return rows
    .map((row) =>
      line(
        fields.map((field) => show(row[field] ?? null)),
        widths,
        (column) => typeof row[fields[column] ?? ''] === 'number',
      ),
    )
    .join('');
}

/** Head and rows. */
export function textTable(fields: readonly string[], rows: readonly Row[]): string {
  const widths = tableWidths(fields, rows);
  return `${tableHead(fields, widths)}${tableLines(fields, widths, rows)}`;
}

function line(cells: readonly string[], widths: readonly number[], isNumber: (column: number) => boolean): string {
  const padded = cells.map((cell, i) => (isNumber(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)));
  return `${padded.join('  ').trimEnd()}\n`;
}
