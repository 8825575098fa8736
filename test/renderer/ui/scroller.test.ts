import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { maxDom, maxTop, scrollScale, topOfDom } from '../../../src/renderer/ui/scaled-scroll.ts';
import { Scroller } from '../../../src/renderer/ui/scroller.ts';

const HEIGHT = 40_000_000;
const VIEW = 800;
const LONG_MS = 1000;

/** What a scroller uses of an element. The event of a scroll comes a frame later in a browser: here when it is told to. */
class ScrolledElement extends EventTarget {
  scrollTop = 0;
  tell(): void {
    this.dispatchEvent(new Event('scroll'));
  }
}

describe('when scrolling ends', () => {
  const scale = scrollScale(HEIGHT, VIEW);
  let element: ScrolledElement;
  let scroller: Scroller;

  beforeEach(() => {
    vi.useFakeTimers();
    element = new ScrolledElement();
    scroller = new Scroller(() => {});
    scroller.attach(element as unknown as HTMLElement);
    scroller.resize(HEIGHT, VIEW, 0);
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('keeps the place and puts the thumb where it belongs', () => {
    element.scrollTop = 2_000_000;
    element.tell();
    element.scrollTop += 100;
    element.tell();
    const { top } = scroller;
    vi.advanceTimersByTime(LONG_MS);
    expect(scroller.top).toBe(top);
    expect(topOfDom(scale, element.scrollTop)).toBeCloseTo(top);
    expect(element.scrollTop).not.toBe(2_000_100);
  });

  it('goes on with a move whose event is still to come', () => {
    element.scrollTop = maxDom(scale);
    element.tell();
    expect(scroller.top).toBe(maxTop(scale));
    element.scrollTop = maxDom(scale) / 3;
    vi.advanceTimersByTime(LONG_MS);
    element.tell();
    expect(scroller.top).toBeCloseTo(topOfDom(scale, maxDom(scale) / 3));
    expect(element.scrollTop).toBeCloseTo(maxDom(scale) / 3);
  });
});
