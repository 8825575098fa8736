import { WinnowError } from '../../shared/errors.ts';
import type { EngineEvent } from '../../shared/events.ts';
import type { Job } from '../../shared/job.ts';
import { type DoorClient, errorOf } from './ask-door.ts';
import type { CliContext } from './cli-context.ts';
import { progressLine } from './progress-line.ts';

/**
 * Shows a job's progress until it ends. Ctrl-C cancels it and waits for its batch to be written; one that somebody else
 * started (`isOurs` false) goes on without us.
 * @throws {WinnowError} with the job's own words when it failed; an AbortError when it was cancelled or left
 */
export async function followJob(client: DoorClient, job: Job, context: CliContext, isOurs = true): Promise<Job> {
  const progress = progressLine(context.err);
  const leave = new AbortController();
  const onInterrupt = (): void => {
    if (!isOurs) leave.abort(context.signal.reason);
    else void client.post(`/api/jobs/${job.id}/cancel`).catch((error) => leave.abort(error));
  };
  if (context.signal.aborted) onInterrupt();
  context.signal.addEventListener('abort', onInterrupt, { once: true });
  try {
    const ended = await lastState(client, job.id, leave.signal, progress.show);
    if (ended.state === 'failed') throw new WinnowError('internal', ended.message ?? `The ${job.kind} job failed.`);
    if (ended.state === 'cancelled') throw new DOMException(`The ${job.kind} job was cancelled.`, 'AbortError');
    return ended;
  } finally {
    context.signal.removeEventListener('abort', onInterrupt);
    leave.abort();
    progress.clear();
  }
}

async function lastState(client: DoorClient, id: string, signal: AbortSignal, onChange: (job: Job) => void): Promise<Job> {
  const response = await client.fetch('/api/events', { signal });
  if (!response.ok || response.body === null) throw await errorOf(response);
  for await (const event of eventsOf(response.body)) {
    if (event.type !== 'job' || event.job.id !== id) continue;
    if (event.job.endedMs !== null) return event.job;
    onChange(event.job);
  }
  throw new WinnowError('internal', 'The engine stopped before the job ended. Run the command again; it goes on where it was.');
}

/** Splits an NDJSON stream into events. */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<EngineEvent> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as EngineEvent;
  }
}
