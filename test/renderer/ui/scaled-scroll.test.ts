import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  domOfTop,
  isStranded,
  maxDom,
  maxTop,
  moved,
  type ScrollPosition,
  type ScrollScale,
  scrollScale,
  settled,
  topOfDom,
} from '../../../src/renderer/ui/scaled-scroll.ts';

const MAX_DOM = 8_000_000;
const tall = fc.integer({ min: MAX_DOM + 1, max: 600_000_000 });
const viewport = fc.integer({ min: 300, max: 2200 });
const tallScale = fc.tuple(tall, viewport).map(([height, view]) => scrollScale(height, view));
const part = fc.double({ min: 0, max: 1, noNaN: true });

describe('a grid that fits into an element', () => {
  it('scrolls as the element does', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_DOM }), viewport, part, (height, view, at) => {
        const scale = scrollScale(height, view);
        const dom = at * maxDom(scale);
        expect(topOfDom(scale, dom)).toBe(dom);
        expect(moved(scale, settled(scale, 0), dom).top).toBeCloseTo(dom);
      }),
    );
  });
});

describe('a grid taller than any element', () => {
  it('is never taller than what Chromium lays out, also on a 4x screen', () => {
    fc.assert(fc.property(tallScale, ({ domHeight }) => domHeight * 4 <= 2 ** 25));
  });

  it('reaches its first and last pixel exactly', () => {
    fc.assert(
      fc.property(tallScale, (scale) => {
        expect(topOfDom(scale, 0)).toBe(0);
        expect(topOfDom(scale, maxDom(scale))).toBe(maxTop(scale));
        expect(settled(scale, Number.POSITIVE_INFINITY)).toEqual({ top: maxTop(scale), dom: maxDom(scale) });
      }),
    );
  });

  it('maps there and back, in order', () => {
    fc.assert(
      fc.property(tallScale, part, part, (scale, a, b) => {
        const [low, high] = [Math.min(a, b) * maxDom(scale), Math.max(a, b) * maxDom(scale)];
        expect(domOfTop(scale, topOfDom(scale, low))).toBeCloseTo(low, 3);
        expect(topOfDom(scale, low)).toBeLessThanOrEqual(topOfDom(scale, high));
      }),
    );
  });

  it('follows the wheel pixel by pixel, wherever it is', () => {
    fc.assert(
      fc.property(tallScale, part, fc.integer({ min: -800, max: 800 }), (scale, at, by) => {
        const before = settled(scale, at * maxTop(scale));
        const after = moved(scale, before, before.dom + by);
        expect(after.top).toBeCloseTo(Math.min(maxTop(scale), Math.max(0, before.top + by)), 4);
      }),
    );
  });

  it('goes where the thumb is dragged to, however short the drag', () => {
    fc.assert(
      fc.property(tallScale, part, part, (scale, from, to) => {
        const before = settled(scale, from * maxTop(scale));
        const onePixelOfThumb = scale.domHeight / scale.viewport;
        const dom = to * maxDom(scale);
        fc.pre(Math.abs(dom - before.dom) >= onePixelOfThumb / 2);
        expect(moved(scale, before, dom).top).toBe(topOfDom(scale, dom));
      }),
    );
  });

  it('is wheeled to either end without ever getting stuck', () => {
    fc.assert(
      fc.property(tallScale, fc.integer({ min: 20_000, max: 60_000 }), fc.boolean(), (scale, distance, isDown) => {
        const start = isDown ? maxTop(scale) - distance : distance;
        let position = settled(scale, start);
        for (let steps = 0; steps <= distance / 120 + 1; steps++) {
          position = wheeled(scale, position, isDown ? 120 : -120);
        }
        expect(position.top).toBe(isDown ? maxTop(scale) : 0);
        expect(position.dom).toBe(isDown ? maxDom(scale) : 0);
      }),
      { numRuns: 30 },
    );
  });
});

/** What the element and the scroller do together on one turn of the wheel. */
function wheeled(scale: ScrollScale, before: ScrollPosition, by: number): ScrollPosition {
  const dom = Math.min(maxDom(scale), Math.max(0, before.dom + by));
  const after = moved(scale, before, dom);
  return isStranded(scale, after) ? settled(scale, after.top) : after;
}
