import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { WinnowError } from '../../shared/errors.ts';

/** A part of the repository that is built, and what it is built from; paths relative to the repository. */
export interface BuiltPart {
  readonly name: string;
  /** A file that every build writes. */
  readonly result: string;
  readonly sources: readonly string[];
  readonly script: string;
}

export const PAGE: BuiltPart = {
  name: 'page',
  result: 'dist/renderer/index.html',
  sources: ['src/renderer', 'src/shared', 'vite.config.ts', 'package-lock.json'],
  script: 'scripts/build.ts',
};

export const SHELL: BuiltPart = {
  name: 'desktop shell',
  result: 'dist/shell/main.cjs',
  sources: ['src/main/shell', 'src/shared', 'package-lock.json'],
  script: 'scripts/build-shell.ts',
};

/**
 * Runs a part's build script when its result is missing or older than a source, and says so first.
 * @throws {WinnowError} internal, when the build fails; its own output is on stderr by then. Rejects with an AbortError on abort.
 */
export async function buildWhenStale(
  root: string,
  part: BuiltPart,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  if (!(await isStale(root, part))) return;
  say(`Building the ${part.name} …`);
  const status = await runScript(root, part.script, signal);
  if (status === 0 && existsSync(join(root, part.result))) return;
  throw new WinnowError(
    'internal',
    `Building the ${part.name} failed: ${part.script} ended with status ${status}. Its output above says why; "npm ci" repairs an incomplete installation.`,
  );
}

/** True where the result is missing or a source is newer than it. */
export async function isStale(root: string, part: BuiltPart): Promise<boolean> {
  const built = await stat(join(root, part.result)).catch(() => null);
  if (built === null) return true;
  const newest = await Promise.all(part.sources.map((source) => newestChange(join(root, source))));
  return Math.max(...newest) > built.mtimeMs;
}

/** Latest modification of a file, or of anything below a folder, ms since 1970; 0 where there is nothing. */
async function newestChange(place: string): Promise<number> {
  const names = await readdir(place, { recursive: true }).catch(() => []);
  const changes = await Promise.all(['', ...names].map((name) => stat(join(place, name)).catch(() => null)));
  return Math.max(0, ...changes.map((found) => found?.mtimeMs ?? 0));
}

/** Builders' chatter goes to stderr: stdout belongs to the command. */
function runScript(root: string, script: string, signal: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    const builder = spawn(process.execPath, [join(root, script)], { cwd: root, stdio: ['ignore', 2, 2], signal });
    builder.once('error', reject);
    // A terminal's Ctrl-C reaches the builder too: its end is then not a failure to build.
    builder.once('exit', (code) => (signal.aborted ? reject(signal.reason) : resolve(code ?? 1)));
  });
}
