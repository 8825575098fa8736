import fc from 'fast-check';
import { expect, test } from 'vitest';
import { delimiterOf, openCsv } from '../../../src/main/predictions/read-csv.ts';
import { cellsOf, signal, written } from './prediction-fixtures.ts';

async function rowsOf(content: string | Buffer) {
  const table = await openCsv(written('a.csv', content));
  return { columns: table.columns, rows: await cellsOf(table) };
}

test('fields in quotes hold commas, quotes and lines', async () => {
  expect(await rowsOf('path,label\r\n"a, b.png","a ""cat"""\r\n"c\nd.png",dog\r\n')).toEqual({
    columns: ['path', 'label'],
    rows: [
      ['a, b.png', 'a "cat"'],
      ['c\nd.png', 'dog'],
    ],
  });
});

test.each([
  ['a byte order mark', '\ufeffpath,label\na.png,cat\n'],
  ['semicolons', 'path;label\na.png;cat\n'],
  ['tabs', 'path\tlabel\na.png\tcat\n'],
  ['bars', 'path|label\na.png|cat'],
  ['UTF-16, as Excel writes text', Buffer.from('\ufeffpath\tlabel\r\na.png\tcat\r\n', 'utf16le')],
  ['UTF-16 big endian', Buffer.from('\ufeffpath\tlabel\r\na.png\tcat\r\n', 'utf16le').swap16()],
])('%s', async (_, content) => {
  expect(await rowsOf(content)).toEqual({ columns: ['path', 'label'], rows: [['a.png', 'cat']] });
});

test('Latin-1 where it is no UTF-8', async () => {
  expect((await rowsOf(Buffer.from('path,label\nmüll.png,tür\n', 'latin1'))).rows).toEqual([['müll.png', 'tür']]);
});

test('without a header where the first row is an image', async () => {
  expect(await rowsOf('a.png,cat\nb.png,dog\n')).toEqual({
    columns: ['column 1', 'column 2'],
    rows: [
      ['a.png', 'cat'],
      ['b.png', 'dog'],
    ],
  });
});

test('repeated and empty names of columns are made different', async () => {
  expect((await rowsOf(',a,a,\n1,2,3,4\n')).columns).toEqual(['column 1', 'a', 'a (2)', 'column 4']);
});

test('rows with more or fewer cells are said to be', async () => {
  const table = await openCsv(written('a.csv', 'path,label\na.png\nb.png,cat\nc.png,cat,more\n'));
  const uneven: number[] = [];
  for await (const block of table.blocks(signal)) uneven.push(...[...block.uneven].map((row) => block.firstRow + row));
  expect(uneven).toEqual([1, 3]);
  expect(await cellsOf(table)).toEqual([
    ['a.png', null],
    ['b.png', 'cat'],
    ['c.png', 'cat'],
  ]);
});

test('a quote left open is refused with its line', async () => {
  const table = await openCsv(written('a.csv', 'path,label\na.png,cat\n"b.png,dog\nc.png,cat\n'));
  await expect(cellsOf(table)).rejects.toMatchObject({
    code: 'bad_predictions',
    message: expect.stringMatching(/quote.*at line \d/),
  });
});

test('the delimiter is the one that agrees over lines', () => {
  expect(delimiterOf('path;score\n"a,b";0,5\n"c";0,25\n')).toBe(';');
  expect(delimiterOf('path\na.png\n')).toBe(',');
  expect(delimiterOf('"a;b;c",x\n"d",y\n')).toBe(',');
});

test('what is written is read again, whatever it is and wherever pieces end', async () => {
  const field = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => `x${text}`);
  await fc.assert(
    fc.asyncProperty(
      fc
        .integer({ min: 1, max: 4 })
        .chain((width) => fc.array(fc.array(field, { minLength: width, maxLength: width }), { minLength: 1 })),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n'),
      async (rows, delimiter, end) => {
        const header = (rows[0] ?? []).map((_, i) => `c${i}`);
        const text = [header, ...rows].map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(delimiter)).join(end);
        expect(await rowsOf(text)).toEqual({ columns: header, rows });
      },
    ),
    { numRuns: 60 },
  );
});

test('a large file is read in pieces that end anywhere', async () => {
  const lines = Array.from({ length: 20_000 }, (_, i) => `"föld, ${i}.png","cat ""${i}"""`);
  const { rows } = await rowsOf(`path,label\n${lines.join('\n')}\n`);
  expect(rows).toHaveLength(20_000);
  expect(rows.at(-1)).toEqual(['föld, 19999.png', 'cat "19999"']);
  expect(rows.every(([path], i) => path === `föld, ${i}.png`)).toBe(true);
});
