import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EngineAddress } from '../../../src/main/shell/engine-address.ts';
import type { EngineCommand } from '../../../src/main/shell/engine-command.ts';
import { type EngineProcess, type EngineState, startEngine } from '../../../src/main/shell/engine-process.ts';

const TIMING = { backoffMs: [10, 20], healthyMs: 60_000, readyMs: 2000, stopMs: 1000 };
const READY = `console.log(JSON.stringify({ ready: true, socket: process.argv[3], url: null, pid: process.pid }));`;
const STAYS_UNTIL_STDIN_ENDS = `process.stdin.on('end', () => process.exit(0)).resume();`;
/** Each start leaves its process id. */
const NOTE_PID = `require('node:fs').appendFileSync(__dirname + '/pids', process.pid + '\\n');`;

let folder = '';
let engine: EngineProcess | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-engine-process-'));
});
afterEach(async () => {
  await engine?.stop();
  engine = null;
  rmSync(folder, { recursive: true });
});

/** A stand-in for the engine: a script that speaks as the engine does. */
function standIn(...lines: string[]): EngineCommand {
  const entry = join(folder, 'engine.cjs');
  writeFileSync(entry, [NOTE_PID, ...lines].join('\n'));
  return { command: process.execPath, entry, env: process.env };
}

function pids(): number[] {
  return readFileSync(join(folder, 'pids'), 'utf8').trim().split('\n').map(Number);
}

function stateOf<N extends EngineState['name']>(started: EngineProcess, name: N): Promise<EngineState & { readonly name: N }> {
  return new Promise((resolve) => {
    const check = (state: EngineState): void => {
      if (state.name === name) resolve(state as EngineState & { readonly name: N });
    };
    started.onState(check);
    check(started.state);
  });
}

async function isGone(pid: number): Promise<boolean> {
  for (let i = 0; i < 100; i++) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

describe('startEngine', () => {
  it('is ready with an address of its own once the engine says so', async () => {
    engine = startEngine(
      standIn(`require('node:fs').writeFileSync(__dirname + '/token', process.env.WINNOW_TOKEN);`, READY, STAYS_UNTIL_STDIN_ENDS),
      TIMING,
    );
    expect(engine.state.name).toBe('starting');
    const { address } = await stateOf(engine, 'ready');
    expect(readFileSync(join(folder, 'token'), 'utf8')).toBe(address.token);
    expect(address.token).toMatch(/^[0-9a-f]{64}$/);
    if (process.platform !== 'win32') {
      expect(Buffer.byteLength(address.socket)).toBeLessThan(108);
      expect(statSync(dirname(address.socket)).mode & 0o777).toBe(0o700);
    }
  });

  it('starts an engine again that dies, at the same address', async () => {
    engine = startEngine(standIn(READY, STAYS_UNTIL_STDIN_ENDS), TIMING);
    const before = await stateOf(engine, 'ready');
    process.kill(pids()[0]!, 'SIGKILL');
    await stateOf(engine, 'starting');
    const after = await stateOf(engine, 'ready');
    expect(after.address).toEqual(before.address);
    expect(pids()).toHaveLength(2);
  });

  it('gives up on an engine that keeps dying, and tries again when asked to', async () => {
    engine = startEngine(standIn('process.exit(9);'), TIMING);
    expect((await stateOf(engine, 'failed')).because).toBe('it ended with status 9');
    expect(pids()).toHaveLength(TIMING.backoffMs.length + 1);
    standIn(READY, STAYS_UNTIL_STDIN_ENDS);
    engine.restart();
    await stateOf(engine, 'ready');
  });

  it('does not insist when the engine says why it cannot start', async () => {
    const refusal = { ready: false, error: { code: 'database_newer', message: 'winnow.db is newer.' } };
    engine = startEngine(standIn(`console.log('${JSON.stringify(refusal)}'); process.exitCode = 1;`), TIMING);
    expect((await stateOf(engine, 'failed')).because).toBe('winnow.db is newer.');
    expect(pids()).toHaveLength(1);
  });

  it('gives up on an engine that says nothing', async () => {
    engine = startEngine(standIn(STAYS_UNTIL_STDIN_ENDS), { ...TIMING, readyMs: 300 });
    expect((await stateOf(engine, 'failed')).because).toMatch(/said nothing for 0\.3 s/);
    expect(await isGone(pids()[0]!)).toBe(true);
  });

  it('says so when there is no Node to start it with', async () => {
    engine = startEngine({ command: join(folder, 'none'), entry: 'engine.js', env: {} }, TIMING);
    expect((await stateOf(engine, 'failed')).because).toMatch(/could not be started: .*ENOENT/);
  });

  it('stops it by the end of its input, and cleans up after it', async () => {
    engine = startEngine(standIn(READY, STAYS_UNTIL_STDIN_ENDS), TIMING);
    const { address } = await stateOf(engine, 'ready');
    await engine.stop();
    expect(await isGone(pids()[0]!)).toBe(true);
    expect(existsSync(dirname(address.socket))).toBe(false);
    expect(engine.state.name).toBe('stopped');
  });

  it('kills one that does not stop when asked to', async () => {
    engine = startEngine(standIn(READY, 'setInterval(() => {}, 1000);'), { ...TIMING, stopMs: 200 });
    await stateOf(engine, 'ready');
    await engine.stop();
    expect(await isGone(pids()[0]!)).toBe(true);
    expect(pids()).toHaveLength(1);
  });

  it('leaves no engine behind when the shell is killed', async () => {
    const command = standIn(READY, STAYS_UNTIL_STDIN_ENDS);
    const module = pathToFileURL(join(import.meta.dirname, '../../../src/main/shell/engine-process.ts')).href;
    const shell = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `
      import { startEngine } from ${JSON.stringify(module)};
      const engine = startEngine(${JSON.stringify({ ...command, env: {} })});
      engine.onState((state) => state.name === 'ready' && console.log(JSON.stringify(state.address)));
    `,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = (await once(shell.stdout, 'data')) as [Buffer];
    const address: EngineAddress = JSON.parse(line.toString());
    shell.kill('SIGKILL');
    expect(await isGone(pids()[0]!)).toBe(true);
    rmSync(dirname(address.socket), { recursive: true, force: true });
  });
});
