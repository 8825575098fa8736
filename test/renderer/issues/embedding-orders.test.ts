import { expect, it } from 'vitest';
import { EMBEDDING_ORDERS, isOrderedBy, toggledOrder } from '../../../src/renderer/issues/embedding-orders.ts';
import type { Query } from '../../../src/shared/query.ts';
import { parseQuery } from '../../../src/shared/query-language.ts';
import { printQuery } from '../../../src/shared/query-print.ts';

function q(text: string): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.query;
}

it('shows all samples of the scope in its order, and takes the order back when chosen anew', () => {
  for (const order of EMBEDDING_ORDERS) {
    const shown = toggledOrder(q('label:cat issue:blurry sort:score.blurry'), order);
    expect(isOrderedBy(shown, order)).toBe(true);
    expect(printQuery(shown)).toMatch(/^label:cat sort:-?score\./);
    expect(printQuery(toggledOrder(shown, order))).toBe('label:cat');
    for (const other of EMBEDDING_ORDERS) expect(isOrderedBy(shown, other)).toBe(other === order);
  }
});

it('turned round it is another order', () => {
  const [order] = EMBEDDING_ORDERS;
  if (order === undefined) throw new Error('There are no orders.');
  const { sort } = order;
  expect(isOrderedBy({ filter: null, sort: { ...sort, descending: !sort.descending } }, order)).toBe(false);
});
