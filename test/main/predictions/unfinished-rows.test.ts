import { existsSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openUnfinishedRows, removeUnfinishedRows } from '../../../src/main/predictions/unfinished-rows.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';

const { signal } = new AbortController();
const picture = (id: number, content = id): { id: number; content: Buffer } => ({ id, content: Buffer.alloc(8, content) });
/** Bytes of one. */
const ROW = 12 + 3 * 4;
const rowOf = (id: number): Float32Array => Float32Array.of(id, id / 2, -id);
const given = (...ids: readonly number[]) => ids.map((id) => ({ picture: picture(id), row: rowOf(id) }));

describe('rows of a run that is not whole', () => {
  it('are there again, by id, whatever order they came in', async () => {
    const directory = tempFolder();
    const first = await openUnfinishedRows(directory, 'model', 3);
    await first.append(given(7, 2));
    await first.append([]);
    await first.append(given(5));
    await first.close();
    const again = await openUnfinishedRows(directory, 'model', 3);
    await again.append(given(1));
    expect([1, 2, 3, 5].map((id) => again.has(picture(id)))).toEqual([true, true, false, true]);
    const { ids, values } = await again.gather(new Set([1, 2, 7, 9]), signal);
    expect([...ids]).toEqual([1, 2, 7]);
    expect([...values]).toEqual([1, 2, 7].flatMap((id) => [...rowOf(id)]));
    await again.close();
    await removeUnfinishedRows(directory);
    expect(readdirSync(directory)).toEqual([]);
  });

  it('are those of the pictures as they are now', async () => {
    const directory = tempFolder();
    const rows = await openUnfinishedRows(directory, 'model', 3);
    await rows.append(given(4));
    expect(rows.has(picture(4, 99))).toBe(false);
    await rows.append([{ picture: picture(4, 99), row: rowOf(8) }]);
    expect([rows.has(picture(4)), rows.has(picture(4, 99))]).toEqual([false, true]);
    expect([...(await rows.gather(new Set([4]), signal)).values]).toEqual([...rowOf(8)]);
    await rows.close();
  });

  it.each([
    ['cut off within a row', 3 * ROW - 5],
    ['followed by zeros that a power cut left', 2 * ROW],
  ])('are kept as far as they are whole: %s', async (_, length) => {
    const directory = tempFolder();
    const rows = await openUnfinishedRows(directory, 'model', 3);
    await rows.append(given(1, 2, 3));
    await rows.close();
    const file = join(directory, 'unfinished-predictions', 'model-3');
    truncateSync(file, length);
    if (length === 2 * ROW) truncateSync(file, 4 * ROW);
    const again = await openUnfinishedRows(directory, 'model', 3);
    expect([again.has(picture(2)), again.has(picture(3))]).toEqual([true, false]);
    await again.append(given(9));
    expect([...(await again.gather(new Set([1, 2, 3, 9]), signal)).ids]).toEqual([1, 2, 9]);
    await again.close();
  });

  it('of another model, or another number of classes, go', async () => {
    const directory = tempFolder();
    const rows = await openUnfinishedRows(directory, 'model', 3);
    await rows.append(given(1));
    await rows.close();
    const other = await openUnfinishedRows(directory, 'model', 4);
    expect(other.has(picture(1))).toBe(false);
    await other.close();
    expect(existsSync(join(directory, 'unfinished-predictions', 'model-3'))).toBe(false);
    writeFileSync(join(directory, 'unfinished-predictions', 'stray'), '');
    await (await openUnfinishedRows(directory, 'model', 4)).close();
    expect(readdirSync(join(directory, 'unfinished-predictions'))).toEqual(['model-4']);
  });
});
