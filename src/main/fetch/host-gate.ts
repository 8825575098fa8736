import { setTimeout as wait } from 'node:timers/promises';
import { createTurnstile, type Turnstile } from '../../shared/turnstile.ts';
import { DownloadProblem } from '../models/download-problem.ts';

export interface Pace {
  /** Connections to one host at a time. */
  readonly perHost: number;
  /** Between two requests to one host. */
  readonly pauseMs: number;
  /** Connections at a time. */
  readonly connections: number;
  /** A host that wants to be left alone for longer is asked no more. */
  readonly longestWaitMs: number;
}

/** Keeps requests to each host few and apart. */
export interface HostGates {
  /**
   * Waits for a turn with a host; to be left once its answer was read.
   * @throws {DownloadProblem} where the host wants to be left alone for long; an AbortError
   */
  enter(host: string, signal: AbortSignal): Promise<{ leave(): void }>;
  /** A host asks for more time between requests than it gets. */
  slowDown(host: string, pauseMs: number): void;
  /** A host asks to be left alone for a while. */
  postpone(host: string, waitMs: number): void;
}

interface Gate {
  readonly slots: Turnstile;
  pauseMs: number;
  /** When the pause is over, of performance.now(). */
  nextMs: number;
  /** Until when the host asks to be left alone. */
  aloneMs: number;
}

export function createHostGates({ perHost, pauseMs, connections, longestWaitMs }: Pace): HostGates {
  const gates = new Map<string, Gate>();
  const all = createTurnstile(connections);

  function gateOf(host: string): Gate {
    const gate = gates.get(host) ?? { slots: createTurnstile(perHost), pauseMs, nextMs: 0, aloneMs: 0 };
    gates.set(host, gate);
    return gate;
  }

  /** Until the pause after the host's last request is over. */
  async function waitForPause(gate: Gate, host: string, signal: AbortSignal): Promise<void> {
    for (let leftMs = leftOf(gate); leftMs > 0; leftMs = leftOf(gate)) {
      const aloneMs = gate.aloneMs - performance.now();
      if (aloneMs > longestWaitMs) throw leftAlone(host, aloneMs);
      await wait(leftMs, undefined, { signal });
    }
    signal.throwIfAborted();
  }

  /** Holds none of the connections while it waits for a host. */
  async function takeConnection(gate: Gate, host: string, signal: AbortSignal): Promise<void> {
    for (;;) {
      await waitForPause(gate, host, signal);
      await all.enter();
      // Another request may have gone to the host while all connections were taken.
      if (leftOf(gate) <= 0) break;
      all.leave();
    }
    gate.nextMs = performance.now() + gate.pauseMs;
  }

  return {
    async enter(host, signal) {
      const gate = gateOf(host);
      await gate.slots.enter();
      try {
        await takeConnection(gate, host, signal);
      } catch (error) {
        gate.slots.leave();
        throw error;
      }
      return {
        leave() {
          all.leave();
          gate.slots.leave();
        },
      };
    },
    slowDown(host, slowerMs) {
      const gate = gateOf(host);
      gate.pauseMs = Math.max(gate.pauseMs, slowerMs);
      gate.nextMs = Math.max(gate.nextMs, performance.now() + slowerMs);
    },
    postpone(host, waitMs) {
      const gate = gateOf(host);
      gate.aloneMs = Math.max(gate.aloneMs, performance.now() + waitMs);
    },
  };
}

/** Time until a host may be asked again, ms. */
function leftOf({ nextMs, aloneMs }: Gate): number {
  return Math.max(nextMs, aloneMs) - performance.now();
}

function leftAlone(host: string, leftMs: number): DownloadProblem {
  const until = new Date(Date.now() + leftMs).toISOString().slice(0, 16).replace('T', ' ');
  return new DownloadProblem(`${host} asks to be left alone until ${until} UTC`, 'elsewhere', { waitMs: leftMs });
}
