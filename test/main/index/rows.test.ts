import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROW_FIELDS, readRows } from '../../../src/main/index/rows.ts';
import { addSamples, makeIndex, type TestIndex } from '../../fixtures/make-index.ts';

let index: TestIndex;
beforeEach(() => {
  index = makeIndex();
});
afterEach(() => index.close());

describe('readRows', () => {
  it('answers the fields asked for, in their order, and the samples in theirs', async () => {
    addSamples(index.db, [
      { path: 'a', label: 'cat' },
      { path: 'b', tags: ['x', 'y'] },
    ]);
    const rows = await readRows(index.db, Uint32Array.of(2, 1), ['tags', 'path', 'label', 'path']);
    expect(rows).toEqual([
      { tags: ['x', 'y'], path: 'b', label: null },
      { tags: [], path: 'a', label: 'cat' },
    ]);
    expect(Object.keys(rows[0] ?? {})).toEqual(['tags', 'path', 'label']);
  });

  it('knows every field it lists', async () => {
    addSamples(index.db, [{ path: 'a' }]);
    const [row] = await readRows(index.db, Uint32Array.of(1), ROW_FIELDS);
    expect(Object.keys(row ?? {})).toEqual([...ROW_FIELDS]);
  });

  it('reads more rows than fit one chunk', async () => {
    const ids = addSamples(
      index.db,
      Array.from({ length: 2500 }, (_, k) => ({ path: `${k}.jpg` })),
    );
    const rows = await readRows(index.db, Uint32Array.from(ids.reverse()), ['id']);
    expect(rows.map((row) => row.id)).toEqual(ids);
  });

  it.each(['sizebytes', 'constructor', 'id; DROP TABLE sample', ''])('refuses the field %j by name', async (field) => {
    await expect(readRows(index.db, Uint32Array.of(1), ['id', field])).rejects.toMatchObject({
      code: 'bad_request',
      message: expect.stringMatching(/^There is no field ".*"\. Fields are: id, path, sizeBytes, /),
    });
  });
});
