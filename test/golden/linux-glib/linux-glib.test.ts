/**
 * Why the engine is plain Node on Linux, also in the desktop app: Electron's executable links the system's GLib, sharp's
 * libvips brings its own, and two of them in one process call into each other. Preloading the system's libraries puts a
 * plain Node in the place of a process of Electron's.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCompute } from '../../../src/main/jobs/start-compute.ts';
import { DEFAULT_LIMITS } from '../../../src/workers/decode/calls.ts';
import { noisyJpeg } from '../../workers/decode/make-images.ts';

const TIMES = 600;
const NEEDED = ['libglib-2.0.so.0', 'libgobject-2.0.so.0', 'libgio-2.0.so.0', 'libgtk-3.so.0'];

/** Paths of the system's libraries by name, as the dynamic linker would find them. */
function systemLibraries(): readonly string[] {
  const listing = spawnSync('ldconfig', ['-p'], { encoding: 'utf8' }).stdout ?? '';
  return NEEDED.flatMap((name) => {
    const path = listing
      .split('\n')
      .find((line) => line.trim().startsWith(name) && line.includes('64'))
      ?.split(' => ')[1];
    return path !== undefined && existsSync(path) ? [path] : [];
  });
}

const libraries = process.platform === 'linux' ? systemLibraries() : [];
const missing = NEEDED.filter((name) => !libraries.some((path) => path.endsWith(name)));
if (missing.length > 0)
  console.log(`skipped: the system's ${missing.join(', ')} are not here, so there is nothing to clash with`);

interface Run {
  readonly criticals: number;
  readonly grewMb: number | null;
  readonly end: string;
}

function decodeMany(file: string, preload: readonly string[]): Run {
  const script = fileURLToPath(new URL('decode-many.ts', import.meta.url));
  const { stdout, stderr, status, signal } = spawnSync(process.execPath, [script, file, String(TIMES)], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, LD_PRELOAD: preload.join(':') },
  });
  const report = stdout.startsWith('{') ? (JSON.parse(stdout) as { beforeMb: number; afterMb: number }) : null;
  return {
    criticals: stderr.split('CRITICAL').length - 1,
    grewMb: report === null ? null : report.afterMb - report.beforeMb,
    end: signal ?? `code ${status}`,
  };
}

const say = ({ criticals, grewMb, end }: Run): string => `${criticals} GLib warnings, ${grewMb ?? '?'} MB more memory, ${end}`;

describe.skipIf(missing.length > 0)(`${TIMES} decodes of a JPEG`, () => {
  let folder: string;
  let file: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'winnow-glib-'));
    file = join(folder, 'noise.jpg');
    writeFileSync(file, await noisyJpeg(400, 300));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('run clean in plain Node, and not beside the GLib of the system', () => {
    const plain = decodeMany(file, []);
    const clashing = decodeMany(file, libraries);
    console.log(`plain Node: ${say(plain)}\nwith the system's GLib and GTK: ${say(clashing)}`);
    expect(plain).toMatchObject({ criticals: 0, end: 'code 0' });
    expect(plain.grewMb).toBeLessThan(150);
    const isClash = clashing.criticals > 0 || clashing.end !== 'code 0';
    if (!isClash) console.log('No clash any more: the engine could run in a process of Electron (see DESIGN: processes).');
    expect(isClash || (clashing.grewMb ?? 0) < 150).toBe(true);
  });

  test('happen in a compute process that holds no GLib of the system', async () => {
    const compute = startCompute();
    try {
      expect(await compute.decode({ path: Buffer.from(file), limits: DEFAULT_LIMITS })).toMatchObject({ status: 'ok' });
      const loaded = childrenOf(process.pid).map((pid) => readFileSync(`/proc/${pid}/maps`, 'utf8'));
      expect(loaded.some((maps) => maps.includes('libvips'))).toBe(true);
      for (const maps of loaded) expect(maps).not.toMatch(/lib(glib|gobject|gio|gtk)-[\d.]+\.so/);
    } finally {
      await compute.close();
    }
  });
});

function childrenOf(pid: number): readonly string[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean),
  );
}
