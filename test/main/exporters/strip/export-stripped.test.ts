import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dryRunExport } from '../../../../src/main/exporters/export-dataset.ts';
import { stripPrivate } from '../../../../src/main/exporters/strip/strip-private.ts';
import { verifyExport } from '../../../../src/main/exporters/verify.ts';
import { tempFolder } from '../../../fixtures/temp-folder.ts';
import { type ExportFixture, exportTo, lineageOf, makeDataset, manifestOf, orderOf, quiet } from '../export-fixture.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: '#884422' } });
/** Written by ExifTool, since sharp writes no names into TIFF; see make-golden.py. */
const { made } = JSON.parse(readFileSync(new URL('../../../golden/private-metadata/golden.json', import.meta.url), 'utf8')) as {
  readonly made: readonly { readonly extension: string; readonly bytes: string }[];
};
const EXIF = { IFD0: { Artist: 'Ada Example' } };

let folder: string;
let out: string;
let fixture: ExportFixture;
let files: Readonly<Record<string, Buffer>>;

beforeEach(async () => {
  folder = tempFolder();
  out = join(folder, 'clean');
  files = {
    'a/named.jpg': await picture.clone().jpeg().withExif(EXIF).toBuffer(),
    'a/plain.jpg': await picture
      .clone()
      .jpeg()
      .withExif({ IFD0: { Software: 'Winnow' } })
      .toBuffer(),
    'b/named.tif': Buffer.from(made.find(({ extension }) => extension === 'tif')?.bytes ?? '', 'base64'),
    'b/wrong.jpg': await picture.clone().png().withExif(EXIF).toBuffer(),
  };
  const samples = Object.entries(files).map(([path, content]) => ({ path, content, label: path.slice(0, 1) }));
  fixture = makeDataset(join(folder, 'photos'), samples);
});
afterEach(() => fixture.index.close());

const strip = (changes: object = {}) => exportTo(fixture, { out, stripPrivate: true, ...changes });
const readOut = (path: string): Buffer => readFileSync(join(out, path));

describe('an export that strips private metadata', () => {
  it('rewrites only files that say something private, says which, and leaves the originals alone', async () => {
    const summary = await strip();
    expect(summary.privateMetadata).toEqual({ stripped: 2, kept: { TIFF: 1 } });
    expect(summary).toMatchObject({ exported: 4, verified: 4 });
    expect(summary.bytes).toBe(Object.keys(files).reduce((sum, path) => sum + readOut(path).length, 0));
    for (const path of ['a/plain.jpg', 'b/named.tif']) expect(readOut(path).equals(files[path] ?? Buffer.of())).toBe(true);
    for (const path of ['a/named.jpg', 'b/wrong.jpg']) {
      expect(readOut(path).includes('Ada')).toBe(false);
      expect((await sharp(readOut(path)).raw().toBuffer()).equals(await sharp(files[path]).raw().toBuffer())).toBe(true);
    }
    for (const [path, bytes] of Object.entries(files)) {
      expect(readFileSync(join(folder, 'photos', path)).equals(bytes)).toBe(true);
    }
  });

  it('names in its manifest what was written and what was there, and verifies against that', async () => {
    await strip();
    const rows = manifestOf(out);
    expect(rows.map(({ source, transformations }) => [source, transformations.map(({ kind }) => kind)])).toEqual([
      ['a/named.jpg', ['private-metadata-stripped']],
      ['a/plain.jpg', []],
      ['b/named.tif', ['private-metadata-kept']],
      ['b/wrong.jpg', ['private-metadata-stripped']],
    ]);
    for (const { source, sourceSha256, sha256: exported, sizeBytes } of rows) {
      expect(sourceSha256).toBe(sha256(files[source] ?? Buffer.of()));
      expect([exported, sizeBytes]).toEqual([sha256(readOut(source)), readOut(source).length]);
    }
    expect(lineageOf(out).privateMetadata).toEqual({ stripped: 2, kept: { TIFF: 1 } });
    expect(await verifyExport(out, quiet)).toMatchObject({ ok: true, checked: 6 });
    writeFileSync(join(out, 'a/named.jpg'), files['a/named.jpg'] ?? '');
    expect((await verifyExport(out, quiet)).problems).toMatchObject([{ path: 'a/named.jpg', kind: 'changed' }]);
  });

  it('has the table speak of the files beside it', async () => {
    await strip({ format: 'csv' });
    const written = readOut('images/a/named.jpg');
    expect(readFileSync(join(out, 'samples.csv'), 'utf8')).toContain(`,${written.length},"${sha256(written)}"`);
  });

  it('still finds out that a file changed since it was indexed', async () => {
    const path = join(folder, 'photos', 'a/named.jpg');
    const changed = Buffer.from(files['a/named.jpg'] ?? '');
    changed[changed.length - 3] = 0;
    writeFileSync(path, changed);
    await expect(strip()).rejects.toThrow('a/named.jpg changed since it was indexed');
    expect(readdirSync(folder)).toEqual(['photos']);
  });

  it.each(['hardlink', 'symlink', 'none'] as const)('is refused with %s before anything is written', async (mode) => {
    const refusal = { code: 'bad_request', message: expect.stringMatching(`with "${mode}", .*Export with copies`) };
    await expect(strip({ files: mode })).rejects.toMatchObject(refusal);
    const order = orderOf(fixture, { out, stripPrivate: true, files: mode });
    await expect(dryRunExport(fixture.source, order, quiet)).rejects.toMatchObject(refusal);
    expect(readdirSync(folder)).toEqual(['photos']);
  });
});

it('an export that was not asked to strip says nothing of it', async () => {
  const summary = await exportTo(fixture, { out });
  expect(summary).not.toHaveProperty('privateMetadata');
  expect(lineageOf(out)).not.toHaveProperty('privateMetadata');
  expect(readOut('a/named.jpg').equals(files['a/named.jpg'] ?? Buffer.of())).toBe(true);
});

it('stripping answers damaged files too', async () => {
  const sound = [...Object.values(files), await picture.clone().webp().withExif(EXIF).toBuffer()];
  const changes = fc.array(fc.tuple(fc.nat(5000), fc.nat(255)), { maxLength: 6 });
  fc.assert(
    fc.property(
      fc.nat(sound.length - 1),
      changes,
      fc.constantFrom('jpeg', 'png', 'webp', 'gif', 'tiff'),
      (which, bytes, format) => {
        const file = Buffer.from(sound[which] ?? '');
        for (const [at, byte] of bytes) file[at % file.length] = byte;
        expect(['clean', 'stripped', 'kept']).toContain(stripPrivate(file, format).outcome);
      },
    ),
    { numRuns: 1500 },
  );
});
