import type { ChildProcess } from 'node:child_process';
import type { MessagePort, Worker } from 'node:worker_threads';
import type { Channel } from './protocol.ts';

/** Parent's end of a worker thread. */
export function workerChannel(worker: Worker): Channel {
  let death = '';
  worker.on('error', (error: Error) => {
    death = error.message;
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

/** Parent's end of a child process forked with `serialization: 'advanced'`. Buffers are copied, not transferred. */
export function childChannel(child: ChildProcess): Channel {
  return {
    post: (message) => {
      if (child.connected) child.send(message as object);
    },
    onMessage: (listener) => void child.on('message', listener),
    onClose: (listener) =>
      void child.once('exit', (code, signal) =>
        listener(signal === null ? `the process ended with code ${code}` : `the process was killed by ${signal}`),
      ),
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
