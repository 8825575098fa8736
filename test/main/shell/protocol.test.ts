import { describe, expect, it, vi } from 'vitest';
import type { EngineProcess, EngineState } from '../../../src/main/shell/engine-process.ts';

vi.mock('electron', () => ({ protocol: {} }));
const { answerFrom } = await import('../../../src/main/shell/protocol.ts');

function engineIn(state: EngineState): EngineProcess & { enter(next: EngineState): void } {
  const listeners = new Set<(state: EngineState) => void>();
  return {
    state,
    onState(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    restart: () => undefined,
    stop: async () => undefined,
    enter(next) {
      Object.assign(this, { state: next });
      for (const listener of listeners) listener(next);
    },
  };
}

const request = (url: string): Request => new Request(url);
const message = async (response: Response): Promise<string> => ((await response.json()) as { message: string }).message;

describe('answerFrom', () => {
  it('is the door of one host only', async () => {
    const response = await answerFrom(engineIn({ name: 'starting' }), request('winnow://elsewhere/api/engine'), 10);
    expect(response.status).toBe(404);
  });

  it('waits for an engine that is starting, for a while', async () => {
    const response = await answerFrom(engineIn({ name: 'starting' }), request('winnow://app/'), 20);
    expect([response.status, await message(response)]).toEqual([503, 'The engine is starting.']);
  });

  it('answers as soon as the engine has failed, and says why', async () => {
    const engine = engineIn({ name: 'starting' });
    const answer = answerFrom(engine, request('winnow://app/'), 10_000);
    engine.enter({ name: 'failed', because: 'it ended with status 9' });
    expect(await message(await answer)).toBe('The engine stopped: it ended with status 9.');
  });

  it('does not reject when the engine dies before it answers', async () => {
    const engine = engineIn({ name: 'ready', address: { socket: '/nowhere/engine.sock', token: 'secret' } });
    const response = await answerFrom(engine, request('winnow://app/api/engine'), 10);
    expect(response.status).toBe(503);
    expect(await message(response)).toMatch(/being started again/);
  });
});
