import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  backTo,
  comingSuspects,
  isBatchDone,
  leftCount,
  REVIEW_BATCH,
  type ReviewQueue,
  rankedQueue,
  shownSuspect,
  stepped,
  withDecided,
} from '../../../src/renderer/state/review-queue.ts';

const decideShown = (queue: ReviewQueue): ReviewQueue => withDecided(queue, shownSuspect(queue)!);

describe('the queue of a review', () => {
  test('shows the most severe first, and the next after each decision', () => {
    const first = rankedQueue([7, 3, 9]);
    expect(shownSuspect(first)).toBe(7);
    expect(comingSuspects(first, 5)).toEqual([3, 9]);
    const second = decideShown(first);
    expect(shownSuspect(second)).toBe(3);
    expect(leftCount(second)).toBe(2);
  });

  test('steps over what is decided and stays at its ends', () => {
    const queue = withDecided(rankedQueue([7, 3, 9]), 3);
    expect(shownSuspect(queue)).toBe(7);
    expect(shownSuspect(stepped(queue, 1))).toBe(9);
    expect(shownSuspect(stepped(stepped(queue, 1), 1))).toBe(9);
    expect(shownSuspect(stepped(queue, -1))).toBe(7);
  });

  test('comes back to those passed over behind the last', () => {
    const passed = stepped(stepped(rankedQueue([7, 3, 9]), 1), 1);
    expect(shownSuspect(decideShown(passed))).toBe(7);
  });

  test('goes back to a suspect in its place, and to one that another ranking left out', () => {
    const decided = decideShown(decideShown(rankedQueue([7, 3, 9])));
    expect(shownSuspect(backTo(decided, 3))).toBe(3);
    const anew = backTo(rankedQueue([9, 4]), 3);
    expect(anew.ids).toEqual([3, 9, 4]);
    expect(shownSuspect(anew)).toBe(3);
    expect(shownSuspect(backTo(rankedQueue([]), 3))).toBe(3);
  });

  test('keeps the one shown where it is ranked again', () => {
    const again = rankedQueue([7, 3, 9], 9);
    expect(shownSuspect(again)).toBe(9);
    expect(comingSuspects(again, 5)).toEqual([7, 3]);
    expect(shownSuspect(rankedQueue([7, 3], 9))).toBe(7);
    expect(shownSuspect(rankedQueue([], 9))).toBeNull();
  });

  test('is ranked anew after a batch, or where none is left', () => {
    let queue = rankedQueue(Array.from({ length: 50 }, (_, id) => id + 1));
    for (let made = 1; made < REVIEW_BATCH; made++) queue = decideShown(queue);
    expect(isBatchDone(queue)).toBe(false);
    expect(isBatchDone(decideShown(queue))).toBe(true);
    expect(isBatchDone(rankedQueue([]))).toBe(false);
    expect(isBatchDone(decideShown(rankedQueue([5])))).toBe(true);
  });

  test('shows an undecided one as long as there is any, whatever is done', () => {
    const act = fc.oneof(
      fc.constant((queue: ReviewQueue) => (shownSuspect(queue) === null ? queue : decideShown(queue))),
      fc.constant((queue: ReviewQueue) => stepped(queue, 1)),
      fc.constant((queue: ReviewQueue) => stepped(queue, -1)),
      fc.nat(11).map((id) => (queue: ReviewQueue) => backTo(queue, id)),
    );
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(11)), fc.array(act, { maxLength: 30 }), (ids, acts) => {
        const queue = acts.reduce((before, change) => change(before), rankedQueue(ids));
        const shown = shownSuspect(queue);
        expect(shown === null).toBe(leftCount(queue) === 0);
        if (shown !== null) expect(queue.decided.has(shown)).toBe(false);
        expect(new Set(queue.ids).size).toBe(queue.ids.length);
      }),
    );
  });
});
