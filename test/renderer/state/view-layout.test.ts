import { expect, it, vi } from 'vitest';
import { useUiStore } from '../../../src/renderer/state/ui-store.ts';
import { layoutOf, readLayout } from '../../../src/renderer/state/view-layout.ts';
import { viewLayoutSchema } from '../../../src/shared/saved-view.ts';

vi.hoisted(() => vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined }));

it('is kept with its grouping, rows and size of thumbnails, and read back', () => {
  useUiStore.getState().change({ rowLayout: 'justified', thumbnailSize: 240 });
  const kept = viewLayoutSchema.parse(JSON.parse(JSON.stringify(layoutOf(useUiStore.getState(), 'split'))));
  const { view, groupBy, settings } = readLayout(kept);
  expect({ view, groupBy }).toEqual({ view: 'grid', groupBy: 'split' });
  expect(settings).toMatchObject({ rowLayout: 'justified', thumbnailSize: 240 });
});

it('leaves alone what an older view does not say, and what a newer one says that nobody here knows', () => {
  const old = { shows: 'grid', issue: null, settings: { thumbnailSize: 99 } };
  expect(readLayout(viewLayoutSchema.parse(old))).toEqual({ view: 'grid', groupBy: undefined, settings: { thumbnailSize: 99 } });
  const newer = { shows: 'globe', issue: null, settings: { rowLayout: 'spiral' }, groupBy: 'mood' };
  expect(readLayout(viewLayoutSchema.parse(newer))).toEqual({ view: 'grid', groupBy: undefined, settings: {} });
  expect(readLayout(viewLayoutSchema.parse({ ...old, groupBy: null })).groupBy).toBeNull();
});
