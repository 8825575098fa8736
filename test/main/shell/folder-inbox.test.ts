import { expect, it, vi } from 'vitest';
import { makeFolderInbox } from '../../../src/main/shell/folder-inbox.ts';

it('keeps the last folder until the page listens, and gives it once', () => {
  const inbox = makeFolderInbox();
  const deliver = vi.fn();
  inbox.put('/first');
  inbox.put('/second');
  inbox.open(deliver);
  inbox.open(deliver);
  expect(deliver.mock.calls).toEqual([['/second']]);
});

it('gives later folders at once, and keeps them again while the page reloads', () => {
  const inbox = makeFolderInbox();
  const deliver = vi.fn();
  inbox.open(deliver);
  inbox.put('/first');
  inbox.close();
  inbox.put('/second');
  expect(deliver.mock.calls).toEqual([['/first']]);
  inbox.open(deliver);
  expect(deliver.mock.calls).toEqual([['/first'], ['/second']]);
});
