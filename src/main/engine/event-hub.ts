import type { EngineEvent } from '../../shared/events.ts';

export type EventListener = (event: EngineEvent) => void;

/** Where the engine says what happened, and the event streams listen. */
export interface EventHub {
  publish(event: EngineEvent): void;
  /** @returns the unsubscriber */
  subscribe(listener: EventListener): () => void;
  readonly listeners: number;
}

/** @param onFault told when a listener throws; the others still hear the event */
export function createEventHub(onFault: (error: unknown, what: string) => void): EventHub {
  const listeners = new Set<EventListener>();
  return {
    publish(event) {
      for (const listener of [...listeners]) {
        try {
          listener(event);
        } catch (error) {
          onFault(error, `a listener of ${event.type} events`);
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    get listeners() {
      return listeners.size;
    },
  };
}
