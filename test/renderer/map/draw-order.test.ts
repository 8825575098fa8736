import { describe, expect, it } from 'vitest';
import { drawLists, drawOrder, INSIDE, SELECTED } from '../../../src/renderer/map/draw-order.ts';

describe('drawOrder', () => {
  it('holds every place once, the same every time', () => {
    const order = drawOrder(1000);
    expect(order.toSorted()).toEqual(Uint32Array.from({ length: 1000 }, (_, place) => place));
    expect(drawOrder(1000)).toEqual(order);
  });

  it('is fair in its first part: classes that come one after the other are all in it', () => {
    const perClass = new Array<number>(10).fill(0);
    for (const place of drawOrder(10_000).subarray(0, 1000)) {
      const group = Math.floor(place / 1000);
      perClass[group] = (perClass[group] ?? 0) + 1;
    }
    expect(Math.min(...perClass)).toBeGreaterThan(60);
    expect(Math.max(...perClass)).toBeLessThan(140);
  });
});

describe('drawLists', () => {
  it('puts every place of the order into the list of its state, in that order', () => {
    const states = Uint8Array.of(INSIDE, 0, INSIDE | SELECTED, INSIDE, 0);
    const { outside, inside, selected } = drawLists(Uint32Array.of(4, 3, 2, 1, 0), states);
    expect([...outside]).toEqual([4, 1]);
    expect([...inside]).toEqual([3, 0]);
    expect([...selected]).toEqual([2]);
  });

  it('takes a part of the places, too', () => {
    const { inside, outside } = drawLists(Uint32Array.of(2, 0), Uint8Array.of(INSIDE, INSIDE, 0));
    expect([...inside]).toEqual([0]);
    expect([...outside]).toEqual([2]);
  });
});
