import { describe, expect, it } from 'vitest';
import { shownAspects } from '../../../src/renderer/grid/justified-rows.ts';
import { gridLayout, layOutGrid } from '../../../src/renderer/grid/lay-out-grid.ts';
import { SlicedWork } from '../../../src/renderer/grid/sliced-work.ts';
import { groupsAt, PLAIN } from './layouts.ts';

/** A clock that goes on by a millisecond each time it is looked at. */
function ticking(): () => number {
  let nowMs = 0;
  return () => nowMs++;
}

function* counted(steps: number): Generator<void, number> {
  for (let step = 0; step < steps; step++) yield;
  return steps;
}

describe('SlicedWork', () => {
  it('stops at the first pause after its time, goes on where it was, and keeps its result', () => {
    const work = new SlicedWork(counted(10), ticking());
    work.advance(4);
    expect(work.done).toBeNull();
    for (let slice = 0; slice < 3; slice++) work.advance(4);
    expect(work.done).toEqual({ result: 10 });
    work.advance(4);
    expect(work.done).toEqual({ result: 10 });
  });

  it('takes at least one step, however little time there is', () => {
    const work = new SlicedWork(counted(2), ticking());
    for (let slice = 0; slice < 3; slice++) work.advance(0);
    expect(work.done).toEqual({ result: 2 });
  });
});

describe('layOutGrid', () => {
  const count = 300_000;
  const ids = Uint32Array.from({ length: count }, (_, place) => count - place);
  const byId = Float32Array.from({ length: count + 1 }, (_, id) => 0.5 + ((id * 7919) % 1000) / 500);

  it.each(['justified', 'uniform'] as const)(
    '%s: pauses often among many samples, and lays them out as in one go',
    (rowLayout) => {
      const options = { ...PLAIN, rowLayout, count, width: 300, size: 40, groups: groupsAt([0, 20_000, 20_001, count], [1]) };
      const aspects = [...pausesOf(shownAspects(ids, byId))].at(-1)?.value as Float32Array;
      const steps = pausesOf(layOutGrid({ ...options, aspects }));
      const sliced = steps.at(-1)?.value as ReturnType<typeof gridLayout>;
      const whole = gridLayout({ ...options, aspects });
      expect(steps.length).toBeGreaterThan(rowLayout === 'justified' ? 15 : 1);
      expect(sliced).toMatchObject({ rows: whole.rows, height: whole.height });
      for (let row = 0; row < whole.rows; row += 97) {
        expect(sliced.rowTop(row)).toBe(whole.rowTop(row));
        expect(sliced.rowRange(row)).toEqual(whole.rowRange(row));
      }
    },
  );
});

function pausesOf<Result>(steps: Iterator<void, Result>): readonly IteratorResult<void, Result>[] {
  const all: IteratorResult<void, Result>[] = [];
  do all.push(steps.next());
  while (all.at(-1)?.done !== true);
  return all;
}
