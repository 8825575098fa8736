import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../../fixtures/temp-folder.ts';
import { exportTo, filesIn, makeDataset } from './export-fixture.ts';

describe('an export as CSV', () => {
  it('reads back as it was, whatever is in names, classes and tags', async () => {
    const folder = tempFolder();
    const out = join(folder, 'out');
    const fixture = makeDataset(join(folder, 'photos'), [
      { path: 'a/=cmd().jpg', label: '-1+2', split: 'train', tags: ['x', 'say "hi", ok'] },
      { path: 'a/new\nline, and "quotes".jpg', label: '' },
      { path: 'b/plain.jpg', label: '007', split: 'val' },
    ]);
    await exportTo(fixture, { out, format: 'csv' });
    const text = readFileSync(join(out, 'samples.csv'), 'utf8');
    expect(text.split('\r\n')[0]).toBe('"path","label","split","width","height","sizeBytes","sha256","tags","source"');
    const rows = parse(text, { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[];
    const row = (source: string, rest: object) => ({
      path: `images/${source}`,
      width: '640',
      height: '480',
      sizeBytes: String(source.length),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      source,
      ...rest,
    });
    expect(rows).toEqual([
      row('a/=cmd().jpg', { label: '-1+2', split: 'train', tags: 'say "hi", ok;x' }),
      row('a/new\nline, and "quotes".jpg', { label: '', split: '', tags: '' }),
      row('b/plain.jpg', { label: '007', split: 'val', tags: '' }),
    ]);
    expect(text).toContain(',"",,640');
    for (const { path } of rows) expect(readFileSync(join(out, path ?? ''), 'utf8')).toBe((path ?? '').slice('images/'.length));
    expect(filesIn(out)).toHaveLength(7);
    fixture.index.close();
  });

  it('keeps files apart that differ only in case, without touching the folders they came from', async () => {
    const folder = tempFolder();
    const fixture = makeDataset(join(folder, 'photos'), [{ path: 'A/x.jpg' }, { path: 'a/X.jpg' }, { path: 'b/x.jpg' }]);
    await exportTo(fixture, { out: join(folder, 'out'), format: 'csv' });
    expect(filesIn(join(folder, 'out', 'images'))).toEqual(['A/x.jpg', 'a/X-2.jpg', 'b/x.jpg']);
    fixture.index.close();
  });
});
