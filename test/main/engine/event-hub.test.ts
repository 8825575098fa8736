import { expect, test } from 'vitest';
import { createEventHub } from '../../../src/main/engine/event-hub.ts';
import type { EngineEvent } from '../../../src/shared/events.ts';

test('every listener hears an event, whatever another one throws, until it leaves', () => {
  const faults: unknown[] = [];
  const hub = createEventHub((error) => faults.push(error));
  const heard: EngineEvent[] = [];
  hub.subscribe(() => {
    throw new Error('bad listener');
  });
  const leave = hub.subscribe((event) => heard.push(event));
  hub.publish({ type: 'alive' });
  leave();
  hub.publish({ type: 'alive' });
  expect(heard).toHaveLength(1);
  expect(faults).toHaveLength(2);
  expect(hub.listeners).toBe(1);
});
