import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlacedRow, TableSection } from '../../../src/main/exporters/export-layout.ts';
import { openTables } from '../../../src/main/exporters/tables.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';

const rowAt = (place: string): PlacedRow => ({ place }) as PlacedRow;
const section = (name: string, rows: (row: PlacedRow) => string = ({ place }) => JSON.stringify(place)): TableSection => ({
  head: `"${name}":[`,
  row: rows,
  separator: ',',
  foot: ']',
});

describe('tables', () => {
  it('are their sections one after the other, however these grew', async () => {
    const root = tempFolder();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string(), { maxLength: 30 }), fc.nat(3), async (places, others) => {
        const to = mkdtempSync(join(root, 'x'));
        const names = ['a', 'b', 'c', 'd'].slice(0, others + 1);
        const sections = names.map((name) => section(name, ({ place }) => (place.length % 2 ? '' : JSON.stringify(place))));
        const all = sections.map((one, at) => ({ ...one, head: (at === 0 ? '{' : ',') + one.head }));
        const tables = await openTables(
          [{ path: 'deep/x.json', sections: [...all, { head: '}', row: () => '', foot: '' }] }],
          to,
        );
        for (const place of places) await tables.add(rowAt(place));
        await tables.end();
        const kept = places.filter((place) => place.length % 2 === 0);
        const read = JSON.parse(readFileSync(join(to, 'deep/x.json'), 'utf8'));
        expect(read).toEqual(Object.fromEntries(names.map((name) => [name, kept])));
        expect(readdirSync(to)).toEqual(['deep']);
      }),
      { numRuns: 40 },
    );
  });

  it('keep apart what goes to different files, more than what is buffered', async () => {
    const to = tempFolder();
    const long = 'x'.repeat(100_000);
    const tables = await openTables(
      ['even', 'odd'].map((name, at) => ({
        path: `${name}.txt`,
        sections: [{ head: '', row: ({ id }) => (id % 2 === at ? `${id}${long}\n` : ''), foot: `end of ${name}` }],
      })),
      to,
    );
    for (let id = 0; id < 20; id++) await tables.add({ id } as PlacedRow);
    await tables.end();
    const even = readFileSync(join(to, 'even.txt'), 'utf8').split('\n');
    expect(even.map((line) => line.replace(long, ''))).toEqual(
      [0, 2, 4, 6, 8, 10, 12, 14, 16, 18].map(String).concat('end of even'),
    );
  });
});
