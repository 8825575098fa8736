/**
 * The rows of those samples that are among some.
 * @param ids of the rows, ascending @param asked ascending
 * @returns ascending
 */
export function rowsOf(ids: Uint32Array, asked: Uint32Array): Uint32Array<ArrayBuffer> {
  const rows = new Uint32Array(Math.min(ids.length, asked.length));
  let count = 0;
  for (let row = 0, at = 0; row < ids.length && at < asked.length; ) {
    const [id, wanted] = [ids[row] as number, asked[at] as number];
    if (id === wanted) rows[count++] = row;
    if (id <= wanted) row++;
    if (wanted <= id) at++;
  }
  return rows.slice(0, count);
}
