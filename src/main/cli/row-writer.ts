import { csvLine, csvLines } from './csv.ts';
import type { Sink } from './output.ts';
import { type Row, tableHead, tableLines, tableWidths } from './table.ts';

export interface RowFormat {
  readonly json?: boolean;
  readonly jsonl?: boolean;
  readonly csv?: boolean;
}

export interface RowWriter {
  write(rows: readonly Row[]): Promise<void>;
  end(): Promise<void>;
}

/** Prints rows, page by page, in the format asked for: one JSON array, JSON lines, CSV with a header, or a table. */
export function rowWriter(out: Sink, fields: readonly string[], format: RowFormat): RowWriter {
  if (format.json) return jsonWriter(out);
  if (format.jsonl) {
    return { write: (rows) => out.write(rows.map((row) => `${JSON.stringify(row)}\n`).join('')), end: async () => {} };
  }
  if (format.csv)
    return headedWriter(
      out,
      () => csvLine(fields),
      (rows) => csvLines(fields, rows),
    );
  let widths: readonly number[] = [];
  return headedWriter(
    out,
    (rows) => {
      widths = tableWidths(fields, rows);
      return tableHead(fields, widths);
    },
    (rows) => tableLines(fields, widths, rows),
  );
}

function jsonWriter(out: Sink): RowWriter {
  let isFirst = true;
  return {
    async write(rows) {
      if (rows.length === 0) return;
      const text = rows.map((row) => JSON.stringify(row)).join(',\n');
      await out.write(isFirst ? `[\n${text}` : `,\n${text}`);
      isFirst = false;
    },
    end: () => out.write(isFirst ? '[]\n' : '\n]\n'),
  };
}

/** The head is written with the first rows, or at the end where there were none. */
function headedWriter(out: Sink, head: (rows: readonly Row[]) => string, body: (rows: readonly Row[]) => string): RowWriter {
  let isHeadDue = true;
  async function write(rows: readonly Row[]): Promise<void> {
    await out.write(`${isHeadDue ? head(rows) : ''}${body(rows)}`);
    isHeadDue = false;
  }
  return {
    write,
    async end() {
      if (isHeadDue) await write([]);
    },
  };
}
