import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { maxDom, maxTop, scrollScale, topOfDom } from '../../../src/renderer/ui/scaled-scroll.ts';
import { type Pace, Scroller } from '../../../src/renderer/ui/scroller.ts';

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

let element: ScrolledElement;
let scroller: Scroller;
let paces: Pace[];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => setTimeout(run, FRAME_MS));
  element = new ScrolledElement();
  paces = [];
  scroller = new Scroller((pace) => paces.push(pace));
  scroller.attach(element as unknown as HTMLElement);
  scroller.resize(HEIGHT, VIEW, 0);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('when scrolling ends', () => {
  const scale = scrollScale(HEIGHT, VIEW);

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

describe('the pace', () => {
  function moveBy(px: number): void {
    vi.advanceTimersByTime(FRAME_MS);
    element.scrollTop += px;
    element.tell();
  }

  it('is slow where pictures can be looked at', () => {
    for (let turn = 0; turn < 20; turn++) moveBy(50);
    vi.advanceTimersByTime(LONG_MS);
    expect(paces).toEqual([]);
  });

  it('is fast until nothing moved fast for some frames; then the view comes first for a moment', () => {
    for (let turn = 0; turn < 5; turn++) moveBy(VIEW);
    expect(paces).toEqual(['fast']);
    vi.advanceTimersByTime(60 + FRAME_MS);
    expect(paces).toEqual(['fast', 'stopped']);
    vi.advanceTimersByTime(250);
    expect(paces).toEqual(['fast', 'stopped', 'slow']);
  });

  it('stays fast over moves of a pixel, which a scrollbar makes between others', () => {
    for (let turn = 0; turn < 5; turn++) {
      moveBy(VIEW);
      moveBy(1);
    }
    expect(paces).toEqual(['fast']);
  });

  it('ends at once when the scrollbar is let go of, and not while it is held for a moment', () => {
    scroller.isDragged = true;
    moveBy(VIEW);
    vi.advanceTimersByTime(100);
    moveBy(VIEW);
    expect(paces).toEqual(['fast']);
    element.dispatchEvent(new Event('scrollend'));
    expect(paces).toEqual(['fast', 'stopped']);
  });

  it('is fast again where it goes on, and what was planned for after the stop does not come', () => {
    moveBy(VIEW);
    vi.advanceTimersByTime(60 + FRAME_MS);
    for (let turn = 0; turn < 40; turn++) moveBy(VIEW);
    expect(paces).toEqual(['fast', 'stopped', 'fast']);
  });
});
