import { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';

const edge = vi.hoisted(() => ({ requestSingleInstanceLock: vi.fn() }));
const app = new EventEmitter();
vi.mock('electron', () => ({ app: Object.assign(app, edge) }));
const { becomeOnlyInstance } = await import('../../../src/main/shell/single-instance.ts');

it('hands its folder over when another runs already', () => {
  edge.requestSingleInstanceLock.mockReturnValue(false);
  expect(becomeOnlyInstance('/data/pets', vi.fn())).toBe(false);
  expect(edge.requestSingleInstanceLock).toHaveBeenCalledWith({ folder: '/data/pets' });
});

it('gets the folder of a second start, or null where there is none', () => {
  edge.requestSingleInstanceLock.mockReturnValue(true);
  const onSecondStart = vi.fn();
  expect(becomeOnlyInstance(null, onSecondStart)).toBe(true);
  app.emit('second-instance', {}, [], '/', { folder: '/data/pets' });
  app.emit('second-instance', {}, [], '/', { folder: null });
  app.emit('second-instance', {}, [], '/', undefined);
  expect(onSecondStart.mock.calls).toEqual([['/data/pets'], [null], [null]]);
});
