import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { hasTestData, testDataFolder } from '../fixtures/test-data.ts';

/**
 * Proves what README promises: from a clean clone of what is committed, with the Node on the PATH and npm 10 and 11, in
 * an environment without Python, make, a compiler or a display, `npm ci` and `npm start` work. Not part of `npm test`:
 * it installs everything twice.
 *
 *   node bin/with-node24.js test/launcher/clean-clone.ts [--npm 10] [--test]     (--test: `npm test` too)
 */
const { values: options } = parseArgs({
  options: { npm: { type: 'string', multiple: true, default: ['10', '11'] }, test: { type: 'boolean', default: false } },
});
/** What building from source would need, and an npm of the machine's own; everything else on the PATH is there. */
const HIDDEN =
  /^(python|pip|pypy|gcc|g\+\+|cc$|c\+\+|cpp|clang|ld(\.|$)|as$|ar$|make$|gmake|cmake|ninja|cargo|rustc|go$|npm$|npx$)/;
const START_LIMIT_MS = 60_000;

const repository = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'winnow-clean-clone-'));
// The tests of permissions start processes of another user there.
chmodSync(folder, 0o755);
const npmCache = execFileSync('npm', ['config', 'get', 'cache'], { encoding: 'utf8' }).trim();
try {
  for (const major of options.npm) await prove(major);
} finally {
  rmSync(folder, { recursive: true });
}

async function prove(npmMajor: string): Promise<void> {
  const place = join(folder, `npm${npmMajor}`);
  const clone = join(place, 'winnow');
  const env = makeEnvironment(place, npmMajor);
  execFileSync('git', ['clone', '--quiet', repository, clone]);
  const call = (command: string, ...args: string[]): string =>
    execFileSync(command, args, { cwd: clone, env, encoding: 'utf8' }).trim();
  console.log(`Node ${call('node', '--version')}, npm ${call('npm', '--version')}`);

  await timed('npm ci', async () => execFileSync('npm', ['ci'], { cwd: clone, env, stdio: ['ignore', 'ignore', 'inherit'] }));
  const started = spawn('npm', ['start'], { cwd: clone, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  try {
    const url = await timed('npm start, until the URL', () => firstUrl(started));
    console.log(`  GET / answers ${(await enter(url)).status}`);
  } finally {
    await interrupt(started);
  }
  if (options.test) {
    await timed('npm test', async () => execFileSync('npm', ['test'], { cwd: clone, env, stdio: 'inherit' }));
  }
}

function makeEnvironment(place: string, npmMajor: string): NodeJS.ProcessEnv {
  const bin = join(place, 'bin');
  const home = join(place, 'home');
  mkdirSync(bin, { recursive: true });
  mkdirSync(home);
  for (const [program, file] of programs()) symlinkSync(file, join(bin, program));
  execFileSync('npm', ['install', '--silent', '--prefix', place, `npm@${npmMajor}`], { stdio: 'inherit' });
  for (const command of ['npm', 'npx'])
    symlinkSync(join(place, 'node_modules', 'npm', 'bin', `${command}-cli.js`), join(bin, command));
  return { PATH: bin, HOME: home, npm_config_cache: npmCache, ...testDataOf(process.env) };
}

function testDataOf(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return hasTestData ? { WINNOW_TEST_DATA: env.WINNOW_TEST_DATA ?? testDataFolder } : {};
}

/** The programs on the PATH that a machine without compilers has: name and file, the first of each name. */
function programs(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const directory of (process.env.PATH ?? '').split(delimiter)) {
    if (!existsSync(directory) || directory.includes('node_modules')) continue;
    for (const name of readdirSync(directory)) if (!HIDDEN.test(name) && !found.has(name)) found.set(name, join(directory, name));
  }
  return found;
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const startedMs = performance.now();
  const result = await work();
  console.log(`  ${what}: ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
  return result;
}

function firstUrl(started: ChildProcess): Promise<string> {
  let output = '';
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error(`No URL after ${START_LIMIT_MS / 1000} s: ${output}`)), START_LIMIT_MS);
    const read = (text: Buffer): void => {
      output += text.toString();
      const url = /http:\/\/\S+/.exec(output)?.[0];
      if (url === undefined) return;
      clearTimeout(limit);
      console.log(
        output
          .trim()
          .replace(/^/gm, '    | ')
          .replace(/token=\S+/, 'token=…'),
      );
      resolve(url);
    };
    started.stdout?.on('data', read);
    started.stderr?.on('data', read);
    started.once('exit', (status) => reject(new Error(`npm start ended with status ${status}: ${output}`)));
  });
}

/** Opens the page as a browser does: the token in the URL becomes a cookie. */
async function enter(url: string): Promise<Response> {
  const cookie = (await fetch(url, { redirect: 'manual' })).headers.get('set-cookie')?.split(';', 1)[0] ?? '';
  return fetch(new URL('/', url), { headers: { cookie } });
}

/** As a terminal's Ctrl-C does: to the whole group of processes. */
async function interrupt(started: ChildProcess): Promise<void> {
  if (started.pid === undefined || started.exitCode !== null) return;
  process.kill(-started.pid, 'SIGINT');
  await once(started, 'exit');
}
