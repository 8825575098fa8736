import { WinnowError } from '../../shared/errors.ts';
import type { Calls, Channel, FromWorker, ToWorker } from './protocol.ts';
import { transferList } from './serve.ts';

export interface CallOptions<P> {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: P) => void;
}

export interface Client<C extends Calls> {
  /**
   * Settles exactly once: with the output, the worker's error, an AbortError once the worker has stopped, or
   * `compute_crashed` when the other end dies.
   */
  call<N extends keyof C & string>(
    name: N,
    input: C[N]['input'],
    options?: CallOptions<C[N]['progress']>,
  ): Promise<C[N]['output']>;
  /** Why the other end is gone, or null while it lives. */
  readonly closedBecause: string | null;
}

interface Pending {
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly onProgress: ((progress: never) => void) | undefined;
  readonly release: () => void;
}

export function connect<C extends Calls>(channel: Channel): Client<C> {
  const pending = new Map<number, Pending>();
  let nextId = 1;
  let closedBecause: string | null = null;
  const crashed = (): WinnowError => new WinnowError('compute_crashed', `The worker is gone: ${closedBecause}.`);

  function settle(id: number): Pending | undefined {
    const call = pending.get(id);
    pending.delete(id);
    call?.release();
    return call;
  }

  channel.onMessage((message) => {
    const reply = message as FromWorker;
    switch (reply.type) {
      case 'progress':
        pending.get(reply.id)?.onProgress?.(reply.progress as never);
        return;
      case 'result':
        settle(reply.id)?.resolve(reply.output);
        return;
      case 'aborted':
        settle(reply.id)?.reject(new DOMException('The call was cancelled.', 'AbortError'));
        return;
      case 'error':
        settle(reply.id)?.reject(WinnowError.fromBody(reply.error));
        return;
    }
  });
  channel.onClose((reason) => {
    closedBecause = reason;
    for (const id of [...pending.keys()]) settle(id)?.reject(crashed());
  });

  return {
    get closedBecause() {
      return closedBecause;
    },
    call: (name, input, options = {}) =>
      new Promise((resolve, reject) => {
        if (closedBecause !== null) return reject(crashed());
        if (options.signal?.aborted === true) return reject(new DOMException('The call was cancelled.', 'AbortError'));
        const id = nextId++;
        const cancel = (): void => channel.post({ type: 'cancel', id } satisfies ToWorker);
        options.signal?.addEventListener('abort', cancel, { once: true });
        pending.set(id, {
          resolve: resolve as (output: unknown) => void,
          reject,
          onProgress: options.onProgress as Pending['onProgress'],
          release: () => options.signal?.removeEventListener('abort', cancel),
        });
        try {
          channel.post({ type: 'call', id, name, input } satisfies ToWorker, transferList(input));
        } catch (error) {
          settle(id)?.reject(error);
        }
      }),
  };
}
