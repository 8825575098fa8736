import { appendFileSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyExport } from '../../../src/main/exporters/verify.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';
import { type ExportFixture, exportTo, makeDataset, quiet } from './export-fixture.ts';

let out: string;
let fixture: ExportFixture;
beforeEach(async () => {
  const folder = tempFolder();
  out = join(folder, 'out');
  fixture = makeDataset(join(folder, 'photos'), [
    { path: 'cat/1.jpg', label: 'cat' },
    { path: 'cat/2.jpg', label: 'cat' },
    { path: 'dog/1.jpg', label: 'dog' },
  ]);
  await exportTo(fixture, { out });
});
afterEach(() => fixture.index.close());

const problems = async () => {
  const { ok, problems: found, problemCount } = await verifyExport(out, quiet);
  expect(ok).toBe(problemCount === 0);
  return found.map(({ kind, path, message }) => `${kind}: ${path} ${message}`).sort();
};

describe('verifyExport', () => {
  it('finds nothing wrong with what was just exported', async () => {
    expect(await verifyExport(out, quiet)).toEqual({ ok: true, checked: 5, problemCount: 0, problems: [] });
  });

  it('finds a flipped byte, a missing file, a grown one and one too many', async () => {
    const bytes = readFileSync(join(out, 'cat/1.jpg'));
    bytes[3] = (bytes[3] ?? 0) ^ 1;
    writeFileSync(join(out, 'cat/1.jpg'), bytes);
    rmSync(join(out, 'cat/2.jpg'));
    appendFileSync(join(out, 'dog/1.jpg'), '!');
    mkdirSync(join(out, 'bird'));
    writeFileSync(join(out, 'bird/1.jpg'), 'x');
    expect(await problems()).toEqual([
      'changed: cat/1.jpg has other bytes than the manifest says',
      'changed: dog/1.jpg has 10 bytes where the manifest says 9',
      'extra: bird/1.jpg is not in the manifest',
      'missing: cat/2.jpg is not there',
    ]);
  });

  it('does not mind what operating systems leave in folders', async () => {
    writeFileSync(join(out, 'cat', '.DS_Store'), 'x');
    writeFileSync(join(out, 'Thumbs.db'), 'x');
    expect(await problems()).toEqual([]);
  });

  it('finds a manifest that was tampered with', async () => {
    const file = join(out, 'winnow-manifest.jsonl');
    const lines = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, lines.slice(1).join('\n'));
    expect(await problems()).toEqual([
      'changed: winnow-manifest.jsonl has other bytes than the manifest says',
      'extra: cat/1.jpg is not in the manifest',
      'malformed: winnow-manifest.jsonl lists 2 files where winnow-lineage.json says 3',
    ]);
  });

  it('reads nothing outside of the export, whatever the manifest says', async () => {
    const file = join(out, 'winnow-manifest.jsonl');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"path":"cat/1.jpg"', '"path":"../photos/cat/1.jpg"'));
    expect(await problems()).toContain('malformed: winnow-manifest.jsonl line 1 is no row of a manifest');
    const head = join(out, 'winnow-lineage.json');
    writeFileSync(head, readFileSync(head, 'utf8').replace('"winnow-manifest.jsonl":', '"../photos/cat/1.jpg":'));
    await expect(verifyExport(out, quiet)).rejects.toMatchObject({ code: 'verification_failed' });
  });

  it('says what it cannot read, and does not hang on what is no file', async () => {
    rmSync(join(out, 'cat/1.jpg'));
    symlinkSync('/dev/zero', join(out, 'cat/1.jpg'));
    expect(await problems()).toEqual([expect.stringMatching(/^unreadable: cat\/1\.jpg cannot be read/)]);
    rmSync(join(out, 'winnow-manifest.jsonl'));
    mkdirSync(join(out, 'winnow-manifest.jsonl'));
    expect(await problems()).toEqual([expect.stringMatching(/^unreadable: winnow-manifest\.jsonl cannot be read/)]);
  });

  it('stops when asked to', async () => {
    await expect(verifyExport(out, { ...quiet, signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  });

  it.each([
    ['not_found', /There is no winnow-lineage\.json in .*Give the folder of an export/, null],
    ['verification_failed', /is no lineage as Winnow writes it/, '{"winnow":1}'],
    ['verification_failed', /is no lineage as Winnow writes it/, 'no JSON'],
  ] as const)('%s where there is no manifest to compare with (%s)', async (code, message, text) => {
    rmSync(join(out, 'winnow-lineage.json'));
    if (text !== null) writeFileSync(join(out, 'winnow-lineage.json'), text);
    await expect(verifyExport(out, quiet)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });
});
