import type { ChildProcess } from 'node:child_process';
import type { MessagePort, Worker } from 'node:worker_threads';
import type { Channel } from './protocol.ts';

/** Parent's end of a worker thread. */
export function workerChannel(worker: Worker): Channel {
  let death = '';
  worker.on('error', (error: Error) => {
    death = error.message;
  });
  // A reply that cannot be read is one that never comes: the caller must not wait for it.
  worker.once('messageerror', (error: Error) => {
    death = error.message;
    void worker.terminate();
  });
  return {
    post: (message, transfer = []) => worker.postMessage(message, [...transfer]),
    onMessage: (listener) => void worker.on('message', listener),
    onClose: (listener) => void worker.once('exit', (code) => listener(death || `the thread ended with code ${code}`)),
  };
}

/** Worker's end of a worker thread. */
export function portChannel(port: MessagePort): Channel {
  return {
    post: (message, transfer = []) => port.postMessage(message, [...transfer]),
    onMessage: (listener) => void port.on('message', listener),
    onClose: (listener) => void port.once('close', () => listener('the port was closed')),
  };
}

/**
 * Parent's end of a child process forked with `serialization: 'advanced'`. Buffers are copied, not transferred. A message
 * to a child that is ending is dropped: its end is told by `onClose`.
 */
export function childChannel(child: ChildProcess): Channel {
  let failure = '';
  // Also keeps a broken pipe from being an uncaught error of the parent.
  child.on('error', (error) => {
    failure = error.message;
  });
  return {
    post: (message) => {
      if (child.connected) child.send(message as object);
    },
    onMessage: (listener) => void child.on('message', listener),
    onClose: (listener) => {
      let isClosed = false;
      const close = (reason: string): void => {
        if (!isClosed) listener(failure || reason);
        isClosed = true;
      };
      child.once('exit', (code, signal) =>
        close(signal === null ? `the process ended with code ${code}` : `the process was killed by ${signal}`),
      );
      // A process that could not be started has an error and no exit.
      child.once('error', () => {
        if (child.pid === undefined) close('the process could not be started');
      });
    },
  };
}

/** Child's end of a forked process. */
export function parentChannel(): Channel {
  return {
    post: (message) => void process.send?.(message),
    onMessage: (listener) => void process.on('message', listener),
    onClose: (listener) => void process.once('disconnect', () => listener('the parent went away')),
  };
}
