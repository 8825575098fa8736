import { Hono } from 'hono';
import type { EngineEvent } from '../../shared/events.ts';
import type { Engine } from '../engine/engine.ts';

const HEARTBEAT_MS = 15_000;
/** A reader this many lines behind is cut off; it connects again and is told the present state. */
const MOST_LINES_WAITING = 2000;

/** `/api/events`: NDJSON, the present state first, then what happens, until the reader goes or the engine stops. */
export function eventRoutes(engine: Engine): Hono {
  return new Hono().get('/', () => {
    return new Response(eventStream(engine), {
      headers: { 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'no-store' },
    });
  });
}

function presentState(engine: Engine): readonly EngineEvent[] {
  const datasets = engine.datasets.list().map((dataset): EngineEvent => ({ type: 'dataset', dataset: dataset.info() }));
  const jobs = engine.jobs.list().map((job): EngineEvent => ({ type: 'job', job }));
  return [...datasets, ...jobs.reverse(), { type: 'alive' }];
}

function eventStream(engine: Engine): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const cleanups: (() => void)[] = [];
  const cleanup = (): void => {
    for (const undo of cleanups.splice(0)) undo();
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        function send(event: EngineEvent): void {
          controller.enqueue(encoder.encode(`${JSON.stringify(event)}\n`));
          if ((controller.desiredSize ?? 0) < -MOST_LINES_WAITING) end();
        }
        function end(): void {
          if (cleanups.length === 0) return;
          cleanup();
          controller.close();
        }
        const heartbeat = setInterval(() => send({ type: 'alive' }), HEARTBEAT_MS);
        cleanups.push(engine.events.subscribe(send), () => clearInterval(heartbeat));
        engine.stopping.addEventListener('abort', end, { once: true });
        cleanups.push(() => engine.stopping.removeEventListener('abort', end));
        for (const event of presentState(engine)) send(event);
        if (engine.stopping.aborted) end();
      },
      cancel: cleanup,
    },
    { highWaterMark: 1 },
  );
}
