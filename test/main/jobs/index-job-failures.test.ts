import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { writerOf } from '../../../src/main/dataset/writer-of.ts';
import { startCompute } from '../../../src/main/jobs/start-compute.ts';
import type { IndexSummary } from '../../../src/shared/dataset.ts';
import { asOtherUser, canBeOtherUser, moduleUrl } from '../../fixtures/as-other-user.ts';
import { canMountTmpfs } from '../../fixtures/can-mount-tmpfs.ts';
import { contentOf, type IndexRun, indexFolder } from '../../fixtures/index-folder.ts';
import { tempFolder, writeFiles } from '../../fixtures/temp-folder.ts';
import { hasTestData, testData } from '../../fixtures/test-data.ts';
import { tinyBmp } from '../../fixtures/tiny-bmp.ts';

const compute = startCompute({ cores: 2 });
afterAll(() => compute.close());

let home: string;
let folder: string;
beforeEach(() => {
  home = tempFolder();
  folder = tempFolder();
});

const index = (more: Partial<IndexRun> = {}): Promise<IndexSummary> => indexFolder({ home, folder, compute, ...more });
const pictures = (count: number): Readonly<Record<string, Buffer>> =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`${n % 7}/${n}.bmp`, tinyBmp(n)]));

describe('a cancelled job', () => {
  it('stops, keeps what it has, and is gone on with', async () => {
    writeFiles(folder, pictures(300));
    const cancel = new AbortController();
    const stopping = index({
      signal: cancel.signal,
      onReport({ done, total }) {
        if (typeof total === 'number' && done !== undefined && done >= 60) cancel.abort();
      },
    });
    await expect(stopping).rejects.toMatchObject({ name: 'AbortError' });
    let left = 0;
    const summary = await index({
      before(dataset) {
        left = Number(dataset.read.prepare("SELECT count(*) FROM sample WHERE status = 'pending'").pluck().get());
        expect(dataset.read.prepare('SELECT state FROM run').pluck().all()).toEqual(['cancelled']);
      },
    });
    expect(left).toBeLessThan(300);
    expect(summary).toMatchObject({ samples: 300, ok: 300, added: 300, unchanged: 0 });
  });
});

describe('a folder that disappears', () => {
  it('before the scan fails the job and marks nothing as missing', async () => {
    writeFiles(folder, pictures(5));
    await index();
    rmSync(folder, { recursive: true });
    await expect(index()).rejects.toMatchObject({ code: 'folder_missing' });
    mkdirSync(folder);
    writeFiles(folder, pictures(5));
    expect(await index()).toMatchObject({ missing: 0, removed: 0 });
  });

  it('while images are read fails the job and marks nothing as missing', async () => {
    writeFiles(folder, pictures(400));
    let isGone = false;
    const running = index({
      onReport({ total }) {
        if (isGone || typeof total !== 'number') return;
        isGone = true;
        rmSync(folder, { recursive: true });
      },
      after: () => expect.unreachable('the job must fail'),
    });
    await expect(running).rejects.toMatchObject({ code: 'folder_missing', message: expect.stringMatching(/no longer there/) });
    mkdirSync(folder);
    writeFiles(folder, pictures(400));
    expect(await index()).toMatchObject({ samples: 400, ok: 400, missing: 0 });
  });
});

describe('a full disk', () => {
  it('fails the job in so many words; the index stays usable and the next job goes on', async () => {
    writeFiles(folder, pictures(200));
    const failing = index({
      before(dataset) {
        const pages = Number(writerOf(dataset).pragma('page_count', { simple: true }));
        writerOf(dataset).pragma(`max_page_count = ${pages + 4}`);
      },
    });
    await expect(failing).rejects.toMatchObject({
      code: 'disk_full',
      message: expect.stringMatching(/is full.*Free some space/),
    });
    expect(await index()).toMatchObject({ samples: 200, ok: 200 });
  });

  const canMount = canMountTmpfs();

  it.runIf(canMount)('that holds WINNOW_HOME does the same', async () => {
    writeFiles(folder, pictures(3000));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=720k', 'tmpfs', home]);
    try {
      await expect(index()).rejects.toMatchObject({ code: 'disk_full' });
      execFileSync('mount', ['-o', 'remount,size=64m', home]);
      expect(await index()).toMatchObject({ samples: 3000, ok: 3000 });
    } finally {
      execFileSync('umount', [home]);
    }
  });
});

describe.runIf(canBeOtherUser)('without permission', () => {
  it('an unreadable folder keeps its samples, an unreadable file is a row with its reason', () => {
    writeFiles(folder, { 'open/1.bmp': tinyBmp(1), 'locked/2.bmp': tinyBmp(2), 'secret.bmp': tinyBmp(3) });
    execFileSync('chown', ['-R', '65534:65534', home, folder]);
    const [first, second] = asOtherUser(`
      const { chmodSync } = await import('node:fs');
      const { indexFolder } = await import(${JSON.stringify(moduleUrl('test/fixtures/index-folder.ts'))});
      const { startCompute } = await import(${JSON.stringify(moduleUrl('src/main/jobs/start-compute.ts'))});
      const compute = startCompute({ cores: 1 });
      const run = { home: ${JSON.stringify(home)}, folder: ${JSON.stringify(folder)}, compute };
      chmodSync(run.folder + '/secret.bmp', 0);
      const first = await indexFolder(run);
      chmodSync(run.folder + '/secret.bmp', 0o600);
      chmodSync(run.folder + '/locked', 0);
      const second = await indexFolder(run);
      chmodSync(run.folder + '/locked', 0o700);
      await compute.close();
      console.log(JSON.stringify([first, second]));`) as IndexSummary[];
    expect(first).toMatchObject({ samples: 3, ok: 2, unreadable: 1, unreadableFolders: [] });
    expect(second).toMatchObject({ samples: 3, ok: 3, missing: 0, removed: 0, unreadableFolders: ['locked'] });
  });

  it('a read-only folder is indexed like any other, and left as it was', () => {
    writeFiles(folder, { 'a.bmp': tinyBmp(1) });
    execFileSync('chown', ['65534:65534', home]);
    execFileSync('chmod', ['755', folder]);
    const summary = asOtherUser(`
      const { indexFolder } = await import(${JSON.stringify(moduleUrl('test/fixtures/index-folder.ts'))});
      const { startCompute } = await import(${JSON.stringify(moduleUrl('src/main/jobs/start-compute.ts'))});
      const compute = startCompute({ cores: 1 });
      console.log(JSON.stringify(await indexFolder({ home: ${JSON.stringify(home)}, folder: ${JSON.stringify(folder)}, compute })));
      await compute.close();`);
    expect(summary).toMatchObject({ samples: 1, ok: 1 });
    expect(readdirSync(folder)).toEqual(['a.bmp']);
  });
});

describe.skipIf(!hasTestData)('a job that is killed in the middle of its first run', () => {
  it('is completed by the next one with the result of a run that was not', async () => {
    const real = testData('classify/clothing-dataset-small/test');
    const script = fileURLToPath(new URL('../../fixtures/index-until-killed.ts', import.meta.url));
    const child = spawn(process.execPath, [script, real, home], { stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface(child.stdout)) {
      if (Number(line) < 100) continue;
      child.kill('SIGKILL');
      break;
    }
    await once(child, 'exit');
    let resumed: unknown[] = [];
    const summary = await index({
      folder: real,
      before(dataset) {
        const count = (status: string) =>
          Number(dataset.read.prepare('SELECT count(*) FROM sample WHERE status = ?').pluck().get(status));
        expect(count('ok')).toBeGreaterThanOrEqual(90);
        expect(count('pending')).toBeGreaterThan(0);
        expect(dataset.read.prepare('SELECT state FROM run').pluck().all()).toEqual(['failed']);
      },
      after(dataset) {
        resumed = contentOf(dataset);
      },
    });
    let whole: unknown[] = [];
    const expected = await index({
      folder: real,
      home: folder,
      after(dataset) {
        whole = contentOf(dataset);
      },
    });
    expect(resumed).toEqual(whole);
    const { seconds: _s, imagesPerSecond: _r, peakRssMb: _p, ...counts } = expected;
    expect(summary).toMatchObject(counts);
    expect(counts).toMatchObject({ samples: 372, ok: 372, added: 372 });
  }, 60_000);
});
