/**
 * Copies of 300 ImageNet photos, made in 25 ways (seeded): how many are grouped with their original, and how many of the
 * grouped pairs are of one photo, without embeddings and with those of MobileNetV2. Beside it what a bare perceptual hash and a gradient hash within 10 bits find, as
 * other libraries do it. Files are written, decoded and grouped as the index job does.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { INDEX_MIGRATIONS, openWritable, type WritableDb } from '../src/main/db/connection.ts';
import { duplicateSources } from '../src/main/index/duplicate-sources.ts';
import { DEFAULT_LIMITS } from '../src/workers/decode/calls.ts';
import { pixelHash } from '../src/workers/decode/pixel-hash.ts';
import type { DuplicateGroups, Partition } from '../src/workers/duplicates/calls.ts';
import { duplicateHandlers } from '../src/workers/duplicates/duplicate-handlers.ts';
import { findAmong } from '../src/workers/duplicates/find-among.ts';
import { ones } from '../src/workers/duplicates/hash-band.ts';
import { hasTestData, testData } from '../test/fixtures/test-data.ts';
import { addDecoded } from '../test/workers/duplicates/add-decoded.ts';
import { readPhoto, TRANSFORMATIONS } from './picture-transformations.ts';
import { embedParts, type Parts } from './transformation-parts.ts';

const RESULT = fileURLToPath(new URL('results/transformations.json', import.meta.url));
const PHOTOS = 'classify/imagenet-sample-images';
const MODEL = 'models/mobilenetv2-12-int8.onnx';
const MUST_FIND = /^(re-encode|resize|flip|turn|brightness)/;
/** With embeddings. */
const MUST_FIND_PARTS = /^(crop|tilt|text|border)/;
const BASELINE_BITS = 10;
const round = (share: number): number => Math.round(share * 10_000) / 10_000;

/** A file, the photo it shows, and its row in the index. */
interface Copy {
  readonly file: string;
  readonly photo: number;
  readonly way: string;
}

async function writeCopies(folder: string): Promise<readonly Copy[]> {
  const names = readdirSync(testData(PHOTOS)).filter((name) => name.endsWith('.JPEG'));
  const copies: Copy[] = [];
  for (const [photo, name] of names.sort().entries()) {
    const bytes = readFileSync(testData(`${PHOTOS}/${name}`));
    const pixels = await readPhoto(bytes, photo);
    const put = (way: string, content: Buffer): void => {
      const file = join(folder, `${photo} ${way.replaceAll('/', '_')}.img`);
      writeFileSync(file, content);
      copies.push({ file, photo, way });
    };
    put('original', bytes);
    put('exact copy', bytes);
    for (const [way, transform] of Object.entries(TRANSFORMATIONS)) put(way, await transform(pixels));
  }
  return copies;
}

/** Decodes the files, and hashes pixels where the duplicates worker asks for it. */
async function fillIndex(
  db: WritableDb,
  copies: readonly Copy[],
): Promise<{ readonly ids: readonly number[]; readonly hashed: number }> {
  const ids = await addDecoded(
    db,
    copies.map(({ file }) => file),
  );
  const context = { signal: new AbortController().signal, progress: () => {} };
  const candidates = await duplicateHandlers.candidates({ sources: duplicateSources(db.name) }, context as never);
  const put = db.prepare('UPDATE sample SET pixel_hash = ? WHERE id = ?');
  for (const id of candidates) {
    const path = Buffer.from(copies[ids.indexOf(id)]?.file ?? '');
    put.run(await pixelHash({ path, limits: DEFAULT_LIMITS }), id);
  }
  return { ids, hashed: candidates.length };
}

/** Whether two of the chosen files are taken for copies. */
type IsPair = (a: number, b: number) => boolean;

interface Rates {
  readonly recall: number;
  readonly precision: number;
}

/** @param rows of originals and copies; recall counts photos whose original is paired with its copy */
function ratesOf(copies: readonly Copy[], rows: readonly number[], isPair: IsPair): Rates {
  let right = 0;
  let wrong = 0;
  for (const [k, a] of rows.entries()) {
    for (const b of rows.slice(k + 1)) {
      if (!isPair(a, b)) continue;
      if (copies[a]?.photo === copies[b]?.photo) right++;
      else wrong++;
    }
  }
  const ways = new Set(rows.map((row) => copies[row]?.way)).size;
  const photos = rows.length / ways;
  return {
    recall: round(right / (photos * ((ways * (ways - 1)) / 2))),
    precision: right + wrong === 0 ? 1 : round(right / (right + wrong)),
  };
}

function groupOf(partitions: readonly Partition[], ids: readonly number[]): IsPair {
  const groups = new Map<number, number>();
  for (const { ids: members, groupIds } of partitions) {
    for (const [k, id] of members.entries()) groups.set(id, groupIds[k] ?? 0);
  }
  const of = (row: number): number => groups.get(ids[row] ?? 0) ?? -row - 1;
  return (a, b) => of(a) === of(b);
}

const anyKind = ({ exact, pixel, near }: DuplicateGroups): readonly Partition[] => [exact, pixel, near];

function withinBits(hashes: readonly Uint8Array[]): IsPair {
  const words = hashes.map((hash) => new Uint32Array(Uint8Array.from(hash).buffer));
  return (a, b) => {
    const [x, y] = [words[a] as Uint32Array, words[b] as Uint32Array];
    return ones((x[0] as number) ^ (y[0] as number)) + ones((x[1] as number) ^ (y[1] as number)) <= BASELINE_BITS;
  };
}

/** 64-bit gradient hash: whether each of 8 × 8 pixels is darker than its right neighbour. */
async function gradientHash(file: string): Promise<Uint8Array> {
  const data = await sharp(file, { failOn: 'none' }).greyscale().resize(9, 8, { fit: 'fill' }).raw().toBuffer();
  const hash = new Uint8Array(8);
  for (let k = 0; k < 64; k++) {
    const at = Math.floor(k / 8) * 9 + (k % 8);
    if ((data[at] as number) < (data[at + 1] as number)) hash[k >> 3] = (hash[k >> 3] as number) | (0x80 >> (k & 7));
  }
  return hash;
}

async function measure(folder: string) {
  const copies = await writeCopies(folder);
  const db = openWritable(join(folder, 'winnow.db'), INDEX_MIGRATIONS);
  const { ids, hashed } = await fillIndex(db, copies);
  const sources = duplicateSources(db.name);
  const hashOf = db.prepare('SELECT perceptual_hash FROM sample WHERE id = ?').pluck();
  const phash = withinBits(ids.map((id) => (hashOf.get(id) ?? new Uint8Array(8)) as Uint8Array));
  const gradients: Uint8Array[] = [];
  for (const { file } of copies) gradients.push(await gradientHash(file));
  const dhash = withinBits(gradients);
  const rowsOf = (...ways: readonly string[]): number[] => copies.flatMap(({ way }, row) => (ways.includes(way) ? [row] : []));
  const ways = [...new Set(copies.map(({ way }) => way))].filter((way) => way !== 'original');
  const among = (rows: readonly number[]): DuplicateGroups =>
    findAmong(
      db,
      sources,
      Uint32Array.from(rows, (row) => ids[row] as number),
    );
  const all = rowsOf('original', ...ways);
  const bare = ways.map((way) => {
    const rows = rowsOf('original', way);
    const groups = among(rows);
    const winnow = ratesOf(copies, rows, groupOf(anyKind(groups), ids));
    return { way, rows, winnow, phash: ratesOf(copies, rows, phash), dhash: ratesOf(copies, rows, dhash), groups };
  });
  const together = among(all);
  const files = copies.map(({ file }) => file);
  const parts = await embedParts({ db, files, ids, model: testData(MODEL), folder });
  const table: (Omit<(typeof bare)[number], 'rows'> & { readonly embedded: Rates; readonly looked: number })[] = [];
  for (const { rows, ...row } of bare) table.push({ ...row, ...(await withEmbeddings(parts, rows)) });

  async function withEmbeddings(found: Parts, rows: readonly number[]) {
    const { looked } = await found.among(rows);
    return { looked, embedded: ratesOf(copies, rows, groupOf(anyKind(among(rows)), ids)) };
  }
  const partOf = (way: string, kind: keyof DuplicateGroups): Rates => {
    const groups = table.find((row) => row.way === way)?.groups;
    return ratesOf(copies, rowsOf('original', way), groupOf(groups === undefined ? [] : [groups[kind]], ids));
  };
  db.close();
  return {
    photos: rowsOf('original').length,
    files: copies.length,
    pixelsHashed: hashed,
    exact: partOf('exact copy', 'exact'),
    pixel: partOf('pixel copy', 'pixel'),
    together: {
      winnow: ratesOf(copies, all, groupOf(anyKind(together), ids)),
      phash: ratesOf(copies, all, phash),
      dhash: ratesOf(copies, all, dhash),
    },
    mustFindLeastRecall: Math.min(...table.filter(({ way }) => MUST_FIND.test(way)).map(({ winnow }) => winnow.recall)),
    partsLeastRecall: Math.min(...table.filter(({ way }) => MUST_FIND_PARTS.test(way)).map(({ embedded }) => embedded.recall)),
    ways: table.map(({ groups: _, looked: _looked, ...row }) => row),
  };
}

if (!hasTestData) throw new Error('This benchmark needs the test data; set WINNOW_TEST_DATA.');
const folder = mkdtempSync(join(tmpdir(), 'winnow-bench-'));
try {
  const result = { at: new Date().toISOString(), node: process.version, seed: 'number of the photo', ...(await measure(folder)) };
  writeFileSync(RESULT, `${JSON.stringify(result, null, 2)}\n`);
  const { ways, ...rest } = result;
  console.log(JSON.stringify(rest, null, 2));
  console.table(Object.fromEntries(ways.map(({ way, ...by }) => [way, columns(by)])));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function columns(by: Readonly<Record<string, Rates>>): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(by).flatMap(([name, { recall, precision }]) => [
      [`${name} recall`, recall],
      [`${name} precision`, precision],
    ]),
  );
}
