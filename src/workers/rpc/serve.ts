import { type ErrorBody, WinnowError } from '../../shared/errors.ts';
import type { Calls, Channel, FromWorker, ToWorker } from './protocol.ts';

export interface CallContext<P> {
  readonly signal: AbortSignal;
  readonly progress: (progress: P) => void;
}

export type Handlers<C extends Calls> = {
  readonly [N in keyof C]: (
    input: C[N]['input'],
    context: CallContext<C[N]['progress']>,
  ) => Promise<C[N]['output']> | C[N]['output'];
};

const transfers = new WeakMap<object, readonly ArrayBuffer[]>();

/** Marks buffers of an output (or input) to be moved instead of copied; they are gone here afterwards. */
export function transfer<T extends object>(value: T, buffers: readonly ArrayBuffer[]): T {
  transfers.set(value, buffers);
  return value;
}

export function transferList(value: unknown): readonly ArrayBuffer[] {
  return typeof value === 'object' && value !== null ? (transfers.get(value) ?? []) : [];
}

function errorBody(error: unknown): ErrorBody {
  if (error instanceof WinnowError) return error.toBody();
  return { code: 'internal', message: error instanceof Error ? error.message : String(error) };
}

/** Answers the calls that arrive on a channel until it closes. */
export function serve<C extends Calls>(channel: Channel, handlers: Handlers<C>): void {
  const running = new Map<number, AbortController>();
  const reply = (message: FromWorker, list: readonly ArrayBuffer[] = []): void => channel.post(message, list);

  async function answer(id: number, name: string, input: unknown): Promise<void> {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const handler = handlers[name];
      if (handler === undefined) throw new WinnowError('internal', `This worker has no call named "${name}".`);
      const output = await handler(input, {
        signal: controller.signal,
        progress: (progress) => reply({ type: 'progress', id, progress }),
      });
      reply({ type: 'result', id, output }, transferList(output));
    } catch (error) {
      if (controller.signal.aborted) reply({ type: 'aborted', id });
      else reply({ type: 'error', id, error: errorBody(error) });
    } finally {
      running.delete(id);
    }
  }

  channel.onMessage((message) => {
    const sent = message as ToWorker;
    if (sent.type === 'call') void answer(sent.id, sent.name, sent.input);
    else running.get(sent.id)?.abort();
  });
  channel.onClose(() => {
    for (const controller of running.values()) controller.abort();
  });
}
