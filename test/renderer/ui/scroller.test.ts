import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { maxDom, maxTop, scrollScale, topOfDom } from '../../../src/renderer/ui/scaled-scroll.ts';
import { Scroller } from '../../../src/renderer/ui/scroller.ts';

const HEIGHT = 40_000_000;
const VIEW = 800;
const LONG_MS = 1000;
const FRAME_MS = 16;

/** What a scroller uses of an element. The event of a scroll comes a frame later in a browser: here when it is told to. */
class ScrolledElement extends EventTarget {
  readonly attributes = new Set<string>();
  scrollTop = 0;
  setAttribute(name: string): void {
    this.attributes.add(name);
  }
  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }
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
    vi.stubGlobal('requestAnimationFrame', (run: () => void) => setTimeout(run, FRAME_MS));
    element = new ScrolledElement();
    scroller = new Scroller(() => {});
    scroller.attach(element as unknown as HTMLElement);
    scroller.resize(HEIGHT, VIEW, 0);
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('keeps the place and puts the thumb where it belongs', () => {
    element.scrollTop = 2_000_000;
    element.tell();
    element.scrollTop += 100;
    element.tell();
    const { top } = scroller;
    expect([...element.attributes]).toEqual(['data-scrolling']);
    vi.advanceTimersByTime(LONG_MS);
    expect([...element.attributes]).toEqual([]);
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
