import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyExport } from '../../../src/main/exporters/verify.ts';
import { applyTag } from '../../../src/main/index/decisions.ts';
import { createRandom } from '../../../src/shared/random.ts';
import { type ExportFixture, exportTo, filesIn, lineageOf, makeDataset, orderOf, quiet } from './export-fixture.ts';

const FILES = 5000;
const KILLS = 20;
const FIRST_ORDER = new Date('2026-01-02T03:04:05.678Z');
const LATER = new Date('2027-01-01T00:00:00.000Z');
/** Of copying and verifying a report each, and some around. */
const MOMENTS = 2 * FILES + 4;

let folder: string;
let fixture: ExportFixture;
let expected: ReadonlyMap<string, string>;
const contentsOf = (out: string): ReadonlyMap<string, string> =>
  new Map(
    filesIn(out).map((path) => [
      path,
      createHash('sha256')
        .update(readFileSync(join(out, path)))
        .digest('hex'),
    ]),
  );
const exportAs = (out: string, at: Date) => exportTo(fixture, { ...orderOf(fixture, { out }), format: 'jsonl', at });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-resume-'));
  fixture = makeDataset(
    join(folder, 'photos'),
    Array.from({ length: FILES }, (_, at) => ({
      path: `${at % 10}/${at}.jpg`,
      label: `class ${at % 7}`,
      split: at % 3 === 0 ? 'val' : 'train',
      content: `${at}`.repeat(1 + (at % 50)),
    })),
  );
  await exportAs(join(folder, 'out'), FIRST_ORDER);
  expected = contentsOf(join(folder, 'out'));
  rmSync(join(folder, 'out'), { recursive: true });
}, 60_000);
afterAll(() => {
  fixture.index.close();
  rmSync(folder, { recursive: true });
});

/** Whether what a killed export left says when it was ordered: going on keeps that time. */
const isBegun = (): boolean =>
  readdirSync(folder).some((name) => name.startsWith('.out.') && existsSync(join(folder, name, '.winnow-partial.json')));

/** Kills an export after so many reports; 0: as soon as it runs. */
async function killAt(moment: number, out: string, at: Date): Promise<void> {
  const args = [fixture.index.file, fixture.source.folder, out, at.toISOString()];
  const child = spawn(process.execPath, ['test/fixtures/export-until-killed.ts', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let reports = 0;
  if (moment === 0) child.kill('SIGKILL');
  child.stdout.on('data', (piece: Buffer) => {
    reports += piece.length;
    if (reports >= moment) child.kill('SIGKILL');
  });
  await once(child, 'close');
}

describe('an export that is killed', () => {
  it(`at any of ${KILLS} moments, is gone on with to the same bytes, and never looks finished before`, async () => {
    const random = createRandom(6);
    const out = join(folder, 'out');
    let resumed = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      await killAt(random.whole(0, MOMENTS), out, FIRST_ORDER);
      if (existsSync(out)) expect((await verifyExport(out, quiet)).ok).toBe(true);
      else resumed += (await exportAs(out, isBegun() ? LATER : FIRST_ORDER)).resumed ?? 0;
      expect(contentsOf(out)).toEqual(expected);
      expect(readdirSync(folder).sort()).toEqual(['out', 'photos']);
      rmSync(out, { recursive: true });
    }
    expect(resumed).toBeGreaterThan(FILES);
  }, 240_000);

  it('is not taken over by another order, whatever is there', async () => {
    const out = join(folder, 'out');
    await killAt(100, out, FIRST_ORDER);
    const [left = ''] = readdirSync(folder).filter((name) => name.startsWith('.out.'));
    const before = contentsOf(join(folder, left));
    expect(before.size).toBeGreaterThan(50);
    await applyTag(fixture.db, { tag: 'x', on: true, ids: Uint32Array.of(fixture.ids[0] ?? 0) }, () => undefined);
    expect(await exportAs(out, LATER)).toMatchObject({ resumed: 0, exported: FILES });
    expect(lineageOf(out).createdAt).toBe(LATER.toISOString());
    expect(contentsOf(join(folder, left))).toEqual(before);
    for (const name of [left, 'out']) rmSync(join(folder, name), { recursive: true });
  }, 60_000);

  it('is begun anew where what is there is not what it says', async () => {
    const out = join(folder, 'out');
    await killAt(100, out, FIRST_ORDER);
    const [left = ''] = readdirSync(folder).filter((name) => name.startsWith('.out.'));
    writeFileSync(join(folder, left, '.winnow-partial.json'), '{"plan":"another"');
    mkdirSync(join(folder, left, 'strange'));
    expect(await exportAs(out, LATER)).toMatchObject({ resumed: 0 });
    expect(filesIn(out).some((path) => path.startsWith('strange'))).toBe(false);
    rmSync(out, { recursive: true });
  }, 60_000);
});
