import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { childChannel, workerChannel } from '../../../src/workers/rpc/channel.ts';
import { type Client, connect } from '../../../src/workers/rpc/client.ts';
import { transfer } from '../../../src/workers/rpc/serve.ts';
import type { EchoCalls } from './echo-calls.ts';

const entry = new URL('echo-entry.ts', import.meta.url);

interface Other {
  readonly client: Client<EchoCalls>;
  end(): unknown;
}

function startThread(): Other {
  const worker = new Worker(entry);
  return { client: connect<EchoCalls>(workerChannel(worker)), end: () => worker.terminate() };
}

function startProcess(): Other {
  const child = fork(fileURLToPath(entry), [], {
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return { client: connect<EchoCalls>(childChannel(child)), end: () => child.kill('SIGKILL') };
}

describe.each([
  ['thread', startThread],
  ['process', startProcess],
])('calls to a %s', (_kind, start) => {
  let other: Other;
  beforeEach(() => {
    other = start();
  });
  afterEach(async () => {
    await other.end();
  });

  test('are answered, each with its own output', async () => {
    const words = Array.from({ length: 50 }, (_, index) => `word ${index}`);
    expect(await Promise.all(words.map((word) => other.client.call('echo', word)))).toEqual(words);
  });

  test('report progress in order before they settle', async () => {
    const seen: number[] = [];
    expect(await other.client.call('count', 4, { onProgress: (done) => seen.push(done) })).toBe(4);
    expect(seen).toEqual([1, 2, 3, 4]);
  });

  test('fail with the code, message and details of the error', async () => {
    await expect(other.client.call('fail', null)).rejects.toMatchObject({
      code: 'not_found',
      message: 'Nothing there.',
      details: { looked: 'everywhere' },
    });
    await expect(other.client.call('break', null)).rejects.toMatchObject({ code: 'internal', message: 'a bug' });
  });

  test('with an unknown name fail', async () => {
    const client = other.client as unknown as Client<{ nonsense: { input: null; progress: never; output: null } }>;
    await expect(client.call('nonsense', null)).rejects.toThrow('no call named "nonsense"');
  });

  test('that are cancelled reject once the worker has stopped', async () => {
    const controller = new AbortController();
    const call = other.client.call('wait', null, { signal: controller.signal, onProgress: () => controller.abort() });
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    expect(await other.client.call('echo', 'still there')).toBe('still there');
  });

  test('that are cancelled beforehand are never made', async () => {
    const call = other.client.call('die', 'exit', { signal: AbortSignal.abort() });
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    expect(await other.client.call('echo', 'still there')).toBe('still there');
  });

  test('with something that cannot be sent fail, and leave nothing behind', async () => {
    const controller = new AbortController();
    const bad = other.client.call('echo', (() => undefined) as unknown as string, { signal: controller.signal });
    await expect(bad).rejects.toThrow(/could not be cloned/);
    controller.abort();
    await expect(other.client.call('unsendable', null)).rejects.toMatchObject({ code: 'internal' });
    expect(await other.client.call('echo', 'still there')).toBe('still there');
  });

  test('all reject when the other end dies, and so do those made later', async () => {
    const owed = [other.client.call('wait', null), other.client.call('wait', null), other.client.call('die', 'exit')];
    const settled = await Promise.allSettled(owed);
    for (const { status, reason } of settled as PromiseRejectedResult[]) {
      expect([status, reason.code]).toEqual(['rejected', 'compute_crashed']);
    }
    expect(other.client.closedBecause).toMatch(/ended with code 7/);
    await expect(other.client.call('echo', 'late')).rejects.toMatchObject({ code: 'compute_crashed' });
  });

  test('settle exactly once, whatever happens in between', async () => {
    const action = fc.constantFrom('echo', 'fail', 'wait', 'count');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(action, fc.nat(4)), { maxLength: 12 }), async (actions) => {
        const outcomes = await Promise.allSettled(
          actions.map(([name, delayMs]) => {
            const signal = AbortSignal.timeout(name === 'wait' ? delayMs + 1 : 60_000);
            if (name === 'echo') return other.client.call('echo', 'x', { signal });
            if (name === 'count') return other.client.call('count', delayMs, { signal });
            return other.client.call(name as 'fail' | 'wait', null, { signal });
          }),
        );
        const expected = { echo: 'fulfilled', count: 'fulfilled', fail: 'rejected', wait: 'rejected' } as const;
        expect(outcomes.map(({ status }) => status)).toEqual(actions.map(([name]) => expected[name as keyof typeof expected]));
      }),
      { numRuns: 25 },
    );
  });
});

test("a thread's uncaught error is what its calls are told", async () => {
  const { client } = startThread();
  await expect(client.call('die', 'throw')).rejects.toThrow('The worker is gone: out of luck.');
});

test('buffers are moved to a thread and back, not copied', async () => {
  const { client, end } = startThread();
  const bytes = new Uint8Array(1000).fill(7);
  const { bytes: back } = await client.call('move', transfer(bytes, [bytes.buffer]));
  expect(bytes.byteLength).toBe(0);
  expect([back.byteLength, back[999]]).toEqual([1000, 7]);
  await end();
});

test('a process that cannot be started rejects its calls', async () => {
  const child = fork(fileURLToPath(entry), [], {
    execPath: '/nowhere/node',
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const client = connect<EchoCalls>(childChannel(child));
  await expect(client.call('echo', 'x')).rejects.toMatchObject({
    code: 'compute_crashed',
    message: expect.stringMatching(/ENOENT/),
  });
});
