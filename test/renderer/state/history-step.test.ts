import { describe, expect, it } from 'vitest';
import { historyStep } from '../../../src/renderer/state/history-step.ts';
import { NOWHERE, type PageAddress } from '../../../src/renderer/state/page-address.ts';

const GRID: PageAddress = { ...NOWHERE, dataset: 'a', view: 'grid' };
const at = (change: Partial<PageAddress>): PageAddress => ({ ...GRID, ...change });
/** Whether the query is still being typed or dragged. */
const [SETTLED, TYPING] = [false, true];
const PLAIN = { below: null, isDraft: false };

describe('historyStep', () => {
  it('makes an entry of another query, view, issue, grouping or layout of rows, and of a sample opened large', () => {
    const changes = [
      { query: 'cat' },
      { view: 'map' },
      { issue: 'blurry' },
      { groupBy: 'split' },
      { rowLayout: 'justified' },
    ] as const;
    for (const change of [...changes, { sample: 3, isLarge: true }]) {
      expect(historyStep(GRID, at(change), PLAIN, SETTLED)).toBe('push');
    }
    expect(historyStep(GRID, at({ query: 'cat', view: 'confusion' }), PLAIN, SETTLED)).toBe('push');
  });

  it('makes none of moving from sample to sample, of another dataset, and of what is no change', () => {
    expect(historyStep(GRID, at({ sample: 3 }), PLAIN, SETTLED)).toBe('replace');
    expect(historyStep(at({ sample: 3, isLarge: true }), at({ sample: 4, isLarge: true }), PLAIN, SETTLED)).toBe('replace');
    expect(historyStep(GRID, at({ dataset: 'b', query: 'cat' }), PLAIN, SETTLED)).toBe('replace');
    expect(historyStep(at({ view: null }), GRID, PLAIN, SETTLED)).toBe('replace');
    expect(historyStep(GRID, GRID, PLAIN, SETTLED)).toBe('none');
  });

  it('has typing go on in the entry that it began, and makes another of what is settled, however soon after', () => {
    expect(historyStep(GRID, at({ query: 'c' }), PLAIN, TYPING)).toBe('push');
    expect(historyStep(at({ query: 'c' }), at({ query: 'ca' }), { ...PLAIN, isDraft: true }, TYPING)).toBe('replace');
    expect(historyStep(at({ query: 'cat' }), at({ query: 'd' }), PLAIN, TYPING)).toBe('push');
    expect(historyStep(at({ query: 'ca' }), at({ query: 'd' }), { ...PLAIN, isDraft: true }, SETTLED)).toBe('push');
    expect(historyStep(at({ query: 'w>1' }), at({ query: 'w>2' }), PLAIN, SETTLED)).toBe('push');
  });

  it('goes back where closing what is large leads to what lies below, whatever sample is in focus', () => {
    const large = at({ sample: 4, isLarge: true });
    expect(historyStep(large, at({ sample: 4 }), { below: at({ sample: 3 }), isDraft: false }, SETTLED)).toBe('back');
    expect(historyStep(large, at({ sample: 4 }), PLAIN, SETTLED)).toBe('push');
    expect(historyStep(large, at({ sample: 4 }), { below: at({ view: 'map' }), isDraft: false }, SETTLED)).toBe('push');
  });
});
