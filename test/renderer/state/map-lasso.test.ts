import { describe, expect, it } from 'vitest';
import { followLasso, hasLasso, lassoOf, withLasso } from '../../../src/renderer/state/map-lasso.ts';
import { NO_POINTS } from '../../../src/renderer/state/map-points.ts';
import { useMapStore } from '../../../src/renderer/state/map-store.ts';
import { useMessagesStore } from '../../../src/renderer/state/messages-store.ts';
import { useQueryStore } from '../../../src/renderer/state/query-store.ts';
import type { MapInfo } from '../../../src/shared/embedding.ts';
import { DEFAULT_QUERY, type Query } from '../../../src/shared/query.ts';

const CATS = { kind: 'equals', field: 'label', value: 'cat' } as const;
const query: Query = { ...DEFAULT_QUERY, filter: CATS };

describe('withLasso', () => {
  it('narrows what was asked for', () => {
    const narrowed = withLasso(query, [0, 0, 1, 0, 1, 1]);
    expect(narrowed.filter).toEqual({ kind: 'and', of: [CATS, { kind: 'lasso', polygon: [0, 0, 1, 0, 1, 1] }] });
    expect(hasLasso(narrowed)).toBe(true);
  });

  it('takes the place of the lasso before it', () => {
    const again = withLasso(withLasso(query, [0, 0, 1, 0, 1, 1]), [5, 5, 6, 5, 6, 6]);
    expect(again).toEqual(withLasso(query, [5, 5, 6, 5, 6, 6]));
  });

  it('leaves the rest where it is taken off', () => {
    expect(withLasso(withLasso(query, [0, 0, 1, 0, 1, 1]), null)).toEqual(query);
    expect(withLasso(withLasso(DEFAULT_QUERY, [0, 0, 1, 0, 1, 1]), null)).toEqual(DEFAULT_QUERY);
  });
});

describe('lassoOf', () => {
  it('is the outline that is drawn, where there is one', () => {
    expect(lassoOf(withLasso(query, [0, 0, 1, 0, 1, 1]))).toEqual([0, 0, 1, 0, 1, 1]);
    expect(lassoOf(query)).toBeNull();
  });
});

describe('followLasso', () => {
  const show = (madeMs: number, placed: number): void =>
    useMapStore.setState({ points: { ...NO_POINTS, modelId: 1, map: { madeMs, placed } as MapInfo } });
  const isAsked = (): boolean => hasLasso(useQueryStore.getState().query);

  it('takes the lasso off when another map takes the place of the one it was drawn on, and says so', () => {
    show(1, 0);
    const stop = followLasso();
    useQueryStore.setState({ query: withLasso(query, [0, 0, 1, 0, 1, 1]) });
    show(1, 5);
    expect(isAsked()).toBe(true);
    show(2, 0);
    expect(useQueryStore.getState().query).toEqual(query);
    expect(useMessagesStore.getState().message?.text).toMatch(/lasso/);
    stop();
  });
});
