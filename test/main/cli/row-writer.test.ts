import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import type { Sink } from '../../../src/main/cli/output.ts';
import { type RowFormat, rowWriter } from '../../../src/main/cli/row-writer.ts';
import type { Row } from '../../../src/main/cli/table.ts';

async function print(fields: readonly string[], pages: readonly (readonly Row[])[], format: RowFormat): Promise<string> {
  let text = '';
  const out: Sink = {
    isTerminal: false,
    write: async (more) => {
      text += more;
    },
  };
  const writer = rowWriter(out, fields, format);
  for (const page of pages) await writer.write(page);
  await writer.end();
  return text;
}

const ROWS: readonly Row[] = [
  { path: 'a "quoted", name\n.jpg', width: 640, tags: ['remove', 'blurry'] },
  { path: 'b\u001b[31m.jpg', width: null, tags: [] },
];
const FIELDS = ['path', 'width', 'tags'];

test('--json is one array, over several pages or none', async () => {
  expect(JSON.parse(await print(FIELDS, [ROWS, ROWS], { json: true }))).toEqual([...ROWS, ...ROWS]);
  expect(JSON.parse(await print(FIELDS, [[]], { json: true }))).toEqual([]);
});

test('--jsonl is one object a line', async () => {
  const lines = (await print(FIELDS, [ROWS], { jsonl: true })).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual(ROWS);
});

test('--csv has one header and survives any name', async () => {
  const text = await print(FIELDS, [ROWS, ROWS], { csv: true });
  const read = parse(text, { columns: true }) as Record<string, string>[];
  expect(read).toHaveLength(4);
  expect(read[0]).toEqual({ path: 'a "quoted", name\n.jpg', width: '640', tags: 'remove;blurry' });
  expect(await print(FIELDS, [], { csv: true })).toBe('path,width,tags\n');
});

test('a table is aligned, a row a line, and no name steers the terminal', async () => {
  const text = await print(FIELDS, [ROWS], {});
  expect(text).not.toContain('\u001b');
  expect(text.trimEnd().split('\n')).toHaveLength(3);
  expect(text).toContain('\\u001b[31m');
});
