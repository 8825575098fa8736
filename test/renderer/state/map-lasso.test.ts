import { describe, expect, it } from 'vitest';
import { hasLasso, withLasso } from '../../../src/renderer/state/map-lasso.ts';
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
