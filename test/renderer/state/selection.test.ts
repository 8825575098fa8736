import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IdSet } from '../../../src/renderer/state/id-set.ts';
import {
  clearSelection,
  extendTo,
  focusAt,
  follow,
  NO_SELECTION,
  selectAll,
  selectOnly,
  selectThese,
  targetsOf,
  toggleAt,
} from '../../../src/renderer/state/selection.ts';

const ids = Uint32Array.of(40, 10, 30, 20, 50);
const chosen = (selection: { readonly selected: IdSet }): readonly number[] => [...selection.selected.among(ids)];

describe('IdSet', () => {
  it('agrees with a Set under any sequence of changes, and never changes itself', () => {
    const step = fc.record({ isAdding: fc.boolean(), ids: fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 20 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let bits = IdSet.EMPTY;
        const model = new Set<number>();
        for (const { isAdding, ids: some } of steps) {
          const before = bits;
          const sizeBefore = before.size;
          bits = isAdding ? bits.with(Uint32Array.from(some)) : bits.without(Uint32Array.from(some));
          for (const id of some) isAdding ? model.add(id) : model.delete(id);
          expect(before.size).toBe(sizeBefore);
        }
        expect(bits.size).toBe(model.size);
        for (let id = 0; id <= 320; id++) expect(bits.has(id)).toBe(model.has(id));
      }),
    );
  });
});

describe('selecting', () => {
  it('takes one, a range from the anchor in either direction, and single ones besides', () => {
    const one = selectOnly(ids, 2);
    expect(one).toMatchObject({ anchor: 30, focus: 30 });
    expect(chosen(one)).toEqual([30]);
    expect(chosen(extendTo(one, ids, 4))).toEqual([30, 20, 50]);
    expect(chosen(extendTo(extendTo(one, ids, 4), ids, 0))).toEqual([40, 10, 30]);
    const two = toggleAt(one, ids, 0);
    expect(chosen(two)).toEqual([40, 30]);
    expect(chosen(toggleAt(two, ids, 0))).toEqual([30]);
  });

  it('ranges from the focus where nothing was clicked, and ignores places that are not there', () => {
    expect(chosen(extendTo({ ...NO_SELECTION, focus: 10 }, ids, 2))).toEqual([10, 30]);
    expect(toggleAt(NO_SELECTION, ids, 99)).toBe(NO_SELECTION);
    expect(focusAt(NO_SELECTION, ids, -1)).toBe(NO_SELECTION);
  });

  it('keeps the focus where all are selected or let go', () => {
    const all = selectAll(selectOnly(ids, 3), ids);
    expect(all.selected.size).toBe(5);
    expect(clearSelection(all)).toMatchObject({ focus: 20 });
    expect(clearSelection(all).selected.size).toBe(0);
  });

  it('takes what a band touches, instead of or besides what was selected', () => {
    const before = selectOnly(ids, 0);
    expect(chosen(selectThese(before, Uint32Array.of(10, 30), false))).toEqual([10, 30]);
    expect(chosen(selectThese(before, Uint32Array.of(10, 30), true))).toEqual([40, 10, 30]);
    expect(chosen(selectThese(before, new Uint32Array(0), false))).toEqual([]);
  });

  it('acts on the selection in the order shown, else on the focus; in the large view on what is shown', () => {
    const some = toggleAt(selectOnly(ids, 3), ids, 0);
    expect([...targetsOf(some, ids, false)]).toEqual([40, 20]);
    expect([...targetsOf(some, ids, true)]).toEqual([40]);
    expect([...targetsOf(clearSelection(some), ids, false)]).toEqual([40]);
    expect(targetsOf(NO_SELECTION, ids, false)).toHaveLength(0);
  });
});

describe('a selection in a new answer', () => {
  it('lets go what is no longer shown, and the focus goes to the one in its place', () => {
    const three = extendTo(selectOnly(ids, 0), ids, 2);
    const after = follow(three, ids, Uint32Array.of(40, 20, 50));
    expect([...after.selected.among(ids)]).toEqual([40]);
    expect(after.selected.size).toBe(1);
    expect(after.focus).toBe(50);
  });

  it('stays as it is in another order', () => {
    const two = toggleAt(selectOnly(ids, 1), ids, 4);
    const after = follow(two, ids, ids.toSorted());
    expect(after).toEqual(two);
  });

  it('ends with the last sample', () => {
    expect(follow(selectOnly(ids, 4), ids, new Uint32Array(0))).toMatchObject({ focus: null, anchor: null });
    expect(follow(selectOnly(ids, 4), ids, Uint32Array.of(10))).toMatchObject({ focus: 10 });
  });

  it('selects a million, takes one out and finds the rest within a few milliseconds each', () => {
    const million = Uint32Array.from({ length: 1_000_000 }, (_, index) => index + 1);
    const started = performance.now();
    const all = selectAll(NO_SELECTION, million);
    const but = toggleAt(all, million, 999_999);
    const kept = follow(but, million, million.subarray(10));
    expect(kept.selected.size).toBe(999_989);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
