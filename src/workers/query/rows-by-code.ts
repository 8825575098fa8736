/** Rows grouped by a code: those of code k are `rows[ends[k - 1] … ends[k]]`, ascending. */
export interface RowsByCode {
  readonly ends: Uint32Array;
  readonly rows: Uint32Array;
}

/** Groups the rows that `has` holds for by their code: a counting sort. @param codes below `codeCount` */
export function rowsByCode(codes: Uint32Array, length: number, codeCount: number, has: (row: number) => boolean): RowsByCode {
  const ends = new Uint32Array(codeCount);
  for (let row = 0; row < length; row++) if (has(row)) ends[codes[row] ?? 0] = (ends[codes[row] ?? 0] ?? 0) + 1;
  let sum = 0;
  for (let code = 0; code < codeCount; code++) {
    const count = ends[code] ?? 0;
    ends[code] = sum;
    sum += count;
  }
  const rows = new Uint32Array(sum);
  for (let row = 0; row < length; row++) {
    if (!has(row)) continue;
    const place = ends[codes[row] ?? 0] ?? 0;
    rows[place] = row;
    ends[codes[row] ?? 0] = place + 1;
  }
  return { ends, rows };
}

/** The rows of one code. */
export function rowsOfCode({ ends, rows }: RowsByCode, code: number): Uint32Array {
  return rows.subarray(code === 0 ? 0 : ends[code - 1], ends[code]);
}
