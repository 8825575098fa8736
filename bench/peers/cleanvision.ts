/**
 * Images per second of a whole `winnow index` (scan, hashes, thumbnails, all checks, duplicates, database) next to
 * cleanvision's default checks of the same photos, interleaved in one run: the work alone, which the goal is about, and the
 * whole commands with the start of Node and Python. Arguments: [path of a Python that has cleanvision] [rounds]; or
 * WINNOW_CLEANVISION_PYTHON.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { hasTestData, testData } from '../../test/fixtures/test-data.ts';

const run = promisify(execFile);
const GOAL = 3;
const [python = process.env.WINNOW_CLEANVISION_PYTHON, rounds = '5'] = process.argv.slice(2);
const RESULT = fileURLToPath(new URL('../results/cleanvision.json', import.meta.url));
const HOW = `This compares with cleanvision, which is not installed by it. Make a Python that has it, and name that:
  python3 -m venv ENV && ENV/bin/pip install cleanvision
  node bin/with-node24.js bench/peers/cleanvision.ts ENV/bin/python`;

/** Seconds of the work, and of the command with its start. */
interface Times {
  readonly seconds: number;
  readonly command: number;
}

/** What `find_issues.py` prints. */
interface PeerOutput {
  readonly seconds: number;
  readonly images: number;
  readonly found: Readonly<Record<string, number>>;
  readonly versions: Readonly<Record<string, string>>;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const rounded = (value: number): number => Math.round(value * 100) / 100;

async function peerRound(command: string, folder: string): Promise<PeerOutput & Times> {
  const script = fileURLToPath(new URL('find_issues.py', import.meta.url));
  const started = performance.now();
  const { stdout } = await run(command, ['-W', 'ignore', script, folder, String(availableParallelism())]);
  const output = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as PeerOutput;
  return { ...output, command: (performance.now() - started) / 1000 };
}

/** An index from nothing, by the command that a person types. */
async function winnowRound(folder: string, images: number): Promise<Times> {
  const home = mkdtempSync(join(tmpdir(), 'winnow-peer-'));
  try {
    const program = fileURLToPath(new URL('../../bin/winnow.js', import.meta.url));
    const started = performance.now();
    const { stdout } = await run(process.execPath, [program, 'index', folder, '--json', '--home', home]);
    const command = (performance.now() - started) / 1000;
    const { ok, seconds } = JSON.parse(stdout) as { readonly ok: number; readonly seconds: number };
    if (ok !== images) throw new Error(`${ok} images are ok, expected all ${images}`);
    return { seconds, command };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

if (!hasTestData) {
  console.log('skipped: the real photos this measures are not here (see WINNOW_TEST_DATA)');
  process.exit(0);
}
const isThere = async (command: string): Promise<boolean> =>
  run(command, ['-c', 'import cleanvision']).then(
    () => true,
    () => false,
  );
if (python === undefined || !(await isThere(python))) {
  console.log(`skipped: ${python ?? 'no Python'} ${python === undefined ? 'was named' : 'has no cleanvision'}\n${HOW}`);
  process.exit(0);
}

const folder = testData('classify/imagenet-sample-images');
const images = readdirSync(folder).filter((name) => /\.jpe?g$/i.test(name)).length;
// Warms the disk cache; does not count.
const [warm] = [await peerRound(python, folder), await winnowRound(folder, images)];
if (warm.images !== images) throw new Error(`cleanvision saw ${warm.images} images, expected all ${images}`);
const peers: Times[] = [];
const winnows: Times[] = [];
for (let round = 0; round < Number(rounds); round++) {
  peers.push(await peerRound(python, folder));
  winnows.push(await winnowRound(folder, images));
}

/** Rates of both sides, by the work alone or the whole command. */
function compare(what: keyof Times, name: string) {
  const ratios = peers.map((peer, round) => peer[what] / (winnows[round] as Times)[what]);
  const rate = (times: readonly Times[]): number => rounded(images / median(times.map((time) => time[what])));
  const [winnow, cleanvision, ratio] = [rate(winnows), rate(peers), rounded(median(ratios))];
  console.log(`${name}: winnow ${winnow} images/s, cleanvision ${cleanvision}: ${ratio} times as fast (goal ${GOAL})`);
  return { winnowImagesPerSecond: winnow, cleanvisionImagesPerSecond: cleanvision, ratio, ratios: ratios.map(rounded) };
}

const result = {
  date: new Date().toISOString(),
  machine: { cpu: cpus()[0]?.model, cores: availableParallelism(), node: process.version, load: loadavg().map(rounded) },
  versions: warm.versions,
  images,
  goal: GOAL,
  work: compare('seconds', 'work alone'),
  command: compare('command', 'whole command'),
  cleanvisionFound: warm.found,
};
writeFileSync(RESULT, `${JSON.stringify(result, null, 2)}\n`);
