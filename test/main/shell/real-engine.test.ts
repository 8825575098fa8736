import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type EngineProcess, startEngine } from '../../../src/main/shell/engine-process.ts';
import type { EngineInfo } from '../../../src/shared/api.ts';

vi.mock('electron', () => ({ protocol: {} }));
const { answerFrom } = await import('../../../src/main/shell/protocol.ts');

const entry = fileURLToPath(new URL('../../../src/main/engine.ts', import.meta.url));

describe('the shell with the real engine', () => {
  let home = '';
  let engine: EngineProcess;
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'winnow-real-engine-'));
    engine = startEngine({ command: process.execPath, entry, env: { ...process.env, WINNOW_HOME: home } });
  });
  afterAll(async () => {
    await engine.stop();
    rmSync(home, { recursive: true });
  });

  const ask = (path: string, init?: RequestInit): Promise<Response> =>
    answerFrom(engine, new Request(new URL(path, 'winnow://app/'), init));

  it('answers the page at once, while the engine still starts', async () => {
    const info = (await (await ask('/api/engine')).json()) as EngineInfo;
    expect(info).toMatchObject({ home, node: expect.stringContaining(process.versions.node) });
  });

  it('streams events, and lets go of them', async () => {
    const response = await ask('/api/events');
    const reader = response.body!.getReader();
    const { value } = await reader.read();
    expect(JSON.parse(new TextDecoder().decode(value).split('\n')[0]!)).toHaveProperty('type');
    await reader.cancel();
  });

  it('carries the door’s own refusals', async () => {
    const headers = { 'content-type': 'application/json', origin: 'winnow://app' };
    const response = await ask('/api/datasets', {
      method: 'POST',
      headers,
      body: JSON.stringify({ folder: join(home, 'none') }),
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(await response.json()).toHaveProperty('code');
  });
});
