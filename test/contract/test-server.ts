import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DoorClient, doorClient } from '../../src/main/cli/ask-door.ts';
import { eventsOf } from '../../src/main/cli/follow-job.ts';
import { socketDoor } from '../../src/main/cli/socket-door.ts';
import type { Door } from '../../src/main/door/create-door.ts';
import { type RunningServer, startServer } from '../../src/main/door/start-server.ts';
import { createLogger } from '../../src/main/log/logger.ts';
import type { DatasetInfo } from '../../src/shared/dataset.ts';
import type { Job } from '../../src/shared/job.ts';
import { makeSmallDataset } from './small-dataset.ts';

export const TRANSPORTS = ['in process', 'unix socket', 'tcp'] as const;
export type Transport = (typeof TRANSPORTS)[number];

export interface TestServer extends RunningServer {
  readonly home: string;
  /** A folder of its own with the dataset in it, `makeSmallDataset` unless said otherwise. */
  readonly folder: string;
  doorOver(transport: Transport): Door;
  client(transport?: Transport): DoorClient;
  /** Stops it and removes what it made. */
  end(): Promise<void>;
}

/** A real engine in this process, on a real folder, listening on a socket and on TCP. */
export async function startTestServer(makeDataset = makeSmallDataset): Promise<TestServer> {
  const root = await mkdtemp(join(tmpdir(), 'winnow-contract-'));
  const [home, folder] = [join(root, 'home'), join(root, 'pictures')];
  await makeDataset(folder);
  const { logger, close: closeLog } = createLogger(home, 'debug');
  const server = await startServer({ home, logger, tcp: { host: '127.0.0.1', port: 0 } });
  const doorOver = (transport: Transport): Door => {
    if (transport === 'in process') return server.door;
    if (transport === 'unix socket') return socketDoor(server.socket);
    return (request) => fetch(onUrl(request, server.url ?? ''));
  };
  return {
    ...server,
    home,
    folder,
    doorOver,
    client: (transport = 'in process') => doorClient(doorOver(transport), server.token),
    async end() {
      await server.close();
      closeLog();
      await rm(root, { recursive: true, force: true });
    },
  };
}

function onUrl(request: Request, base: string): Request {
  const { pathname, search } = new URL(request.url);
  return new Request(new URL(pathname + search, base), request);
}

/** Follows the events until the job has ended. */
export async function endOfJob(client: DoorClient, id: string): Promise<Job> {
  const leave = new AbortController();
  const { body } = await client.fetch('/api/events', { signal: leave.signal });
  if (body === null) throw new Error('The events have no body.');
  try {
    for await (const event of eventsOf(body)) {
      if (event.type === 'job' && event.job.id === id && event.job.endedMs !== null) return event.job;
    }
  } finally {
    leave.abort();
  }
  throw new Error('The events ended before the job.');
}

/** Opens the server's folder and waits for its index job. */
export async function openIndexed(server: TestServer, client = server.client()): Promise<DatasetInfo> {
  const info = await client.post<DatasetInfo>('/api/datasets', { folder: server.folder, index: false });
  await endOfJob(client, (await client.post<Job>(`/api/datasets/${info.id}/index`, {})).id);
  return client.get<DatasetInfo>(`/api/datasets/${info.id}`);
}
