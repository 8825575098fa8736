import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { followEvents, linesOf } from '../../../src/renderer/state/events.ts';
import type { EngineEvent } from '../../../src/shared/events.ts';

describe('linesOf', () => {
  it('finds the same lines however the bytes are cut', async () => {
    const line = fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => JSON.stringify(text));
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 8 }), fc.integer({ min: 1, max: 7 }), async (lines, step) => {
        const bytes = new TextEncoder().encode(lines.map((each) => `${each}\n`).join(''));
        const body = new ReadableStream<Uint8Array>({
          start(controller) {
            for (let at = 0; at < bytes.length; at += step) controller.enqueue(bytes.slice(at, at + step));
            controller.close();
          },
        });
        expect(await Array.fromAsync(linesOf(body))).toEqual(lines);
      }),
    );
  });
});

describe('followEvents', () => {
  let server: Server | null = null;
  afterEach(() => server?.close());

  it('tells what happened, that the engine went, and goes on when it is back', async () => {
    let connections = 0;
    server = createServer((_, response) => {
      connections++;
      response.write(`{"type":"alive"}\n{"type":"samples","datasetId":"d","revision":${connections},"ids":null}\n`);
      if (connections === 1) setTimeout(() => response.destroy(), 20);
    });
    const listening = server;
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    const { port } = listening.address() as AddressInfo;
    const stop = new AbortController();
    const told: string[] = [];
    await followEvents(
      {
        open: (signal) => fetch(`http://127.0.0.1:${port}/`, { signal }),
        onConnected: () => told.push('connected'),
        onLost: () => told.push('lost'),
        onEvent: (event: EngineEvent) => {
          if (event.type !== 'samples') return;
          told.push(`revision ${event.revision}`);
          if (event.revision === 2) stop.abort();
        },
      },
      stop.signal,
    );
    expect(told).toEqual(['connected', 'revision 1', 'lost', 'connected', 'revision 2']);
    listening.closeAllConnections();
  });
});
