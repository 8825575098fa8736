import type { ErrorBody } from '../../shared/errors.ts';

/**
 * Calls across threads and processes. One type per worker maps each call to its input, progress and output; cancel is a
 * message; every call settles exactly once. (STYLE.md rule 3; after maplibre's Actor.)
 */
export interface CallType {
  readonly input: unknown;
  readonly progress: unknown;
  readonly output: unknown;
}
export type Calls = Readonly<Record<string, CallType>>;

export type ToWorker =
  | { readonly type: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly type: 'cancel'; readonly id: number };

export type FromWorker =
  | { readonly type: 'progress'; readonly id: number; readonly progress: unknown }
  | { readonly type: 'result'; readonly id: number; readonly output: unknown }
  | { readonly type: 'aborted'; readonly id: number }
  | { readonly type: 'error'; readonly id: number; readonly error: ErrorBody };

/** One end of a pair that posts whole messages in order: a worker thread, a message port, a child process. */
export interface Channel {
  post(message: unknown, transfer?: readonly ArrayBuffer[]): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, when nothing will come any more; `reason` is for a person. */
  onClose(listener: (reason: string) => void): void;
}
