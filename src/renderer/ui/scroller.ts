import { AT_TOP, isStranded, moved, type ScrollPosition, type ScrollScale, scrollScale, settled } from './scaled-scroll.ts';

const SETTLE_AFTER_MS = 140;
/** Nothing moved fast for some frames: what is in the view now is looked at. */
const STOPPED_AFTER_MS = 60;
/** What is out of the view is no one's hurry until pictures of the view had time to come. */
const SLOW_AFTER_MS = 250;
/** Above this many views per second pictures pass too fast to be looked at: nothing is fetched for them. */
const FAST_VIEWS_PER_SECOND = 6;
/** On the scrolled element while it moves, for style sheets and for what is dear. */
const SCROLLING = 'data-scrolling';

/**
 * `fast`: pictures pass too fast to be looked at. `stopped`, for a moment after that: what is in the view is all that matters. `slow`:
 * what comes next is made ready, too.
 */
export type Pace = 'fast' | 'stopped' | 'slow';

type OffsetListener = (top: number, isScrolling: boolean) => void;

/** Scrolling of the grid, outside of React: the place in the virtual grid and how fast it changes. */
export class Scroller {
  #element: HTMLElement | null = null;
  #scale: ScrollScale = scrollScale(0, 0);
  #position: ScrollPosition = AT_TOP;
  readonly #listeners = new Set<OffsetListener>();
  #onShift: (() => void) | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #paceTimer: ReturnType<typeof setTimeout> | undefined;
  #lastMs = 0;
  #fastMs = 0;
  #pace: Pace = 'slow';
  /** While the pointer is down nothing is scrolled into view: the second click of two must hit what the first did. */
  isHeld = false;
  /** The scrollbar is held by the pointer. */
  isDragged = false;
  readonly #onPace: (pace: Pace) => void;

  /** @param onPace told of each change */
  constructor(onPace: (pace: Pace) => void) {
    this.#onPace = onPace;
  }

  /** Takes in a scroll whose event is still to come: a click can be faster than it. */
  sync(): void {
    if (this.#element !== null) this.#scrolled(this.#element);
  }

  /** Pixel of the virtual grid at the upper edge of the view. */
  get top(): number {
    return this.#position.top;
  }

  /** What to subtract from a virtual place to get a place in the scrolled element. */
  get shift(): number {
    return this.#position.top - this.#position.dom;
  }

  get isFast(): boolean {
    return this.#pace === 'fast';
  }

  get viewport(): number {
    return this.#scale.viewport;
  }

  /** Height of the scrolled element for a grid of this height. */
  domHeight(virtualHeight: number): number {
    return scrollScale(virtualHeight, 0).domHeight;
  }

  /** Told when `shift` changes. @returns the unsubscriber */
  onShift(listener: () => void): () => void {
    this.#onShift = listener;
    return () => {
      if (this.#onShift === listener) this.#onShift = null;
    };
  }

  /** @returns detaches it */
  attach(element: HTMLElement): () => void {
    this.#element = element;
    const onScroll = (): void => this.#scrolled(element);
    const onScrollEnd = (): void => this.#scrollEnded();
    element.addEventListener('scroll', onScroll, { passive: true });
    element.addEventListener('scrollend', onScrollEnd);
    return () => {
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('scrollend', onScrollEnd);
      if (this.#timer !== null) clearTimeout(this.#timer);
      clearTimeout(this.#paceTimer);
      element.removeAttribute(SCROLLING);
      this.#element = null;
    };
  }

  /** @returns the unsubscriber; told of every move, and when moving ends */
  observe(listener: OffsetListener): () => void {
    this.#listeners.add(listener);
    listener(this.top, false);
    return () => this.#listeners.delete(listener);
  }

  /** The element must already have its new height. */
  resize(virtualHeight: number, viewport: number, top: number): void {
    this.#scale = scrollScale(virtualHeight, viewport);
    this.scrollTo(top);
  }

  scrollTo(top: number): void {
    this.#place(settled(this.#scale, top));
    this.#tell(false);
  }

  #scrolled(element: HTMLElement): void {
    const dom = element.scrollTop;
    if (dom === this.#position.dom) return;
    const before = this.#position;
    this.#position = moved(this.#scale, before, dom);
    if (isStranded(this.#scale, this.#position)) this.#place(settled(this.#scale, this.#position.top));
    this.#onShift?.();
    this.#measureSpeed(Math.abs(this.#position.top - before.top));
    this.#tell(true);
    if (this.#timer === null) element.setAttribute(SCROLLING, '');
    else clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#settle(), SETTLE_AFTER_MS);
  }

  /** Where frames take long, a move may be told of only before the next one is drawn. */
  #slowDown(fastMs: number): void {
    requestAnimationFrame(() => {
      if (this.#fastMs === fastMs) this.#stop();
    });
  }

  /** Of the scrollbar alone it says that nothing more comes: a wheel ends after each of its turns. */
  #scrollEnded(): void {
    if (this.isDragged) this.#stop();
  }

  #stop(): void {
    if (!this.isFast) return;
    this.#setPace('stopped');
    clearTimeout(this.#paceTimer);
    this.#paceTimer = setTimeout(() => this.#setPace('slow'), SLOW_AFTER_MS);
  }

  #settle(): void {
    this.#timer = null;
    const element = this.#element;
    // A move whose event is still to come would be undone.
    if (element !== null && element.scrollTop !== this.#position.dom) {
      this.#scrolled(element);
      return;
    }
    element?.removeAttribute(SCROLLING);
    this.#place(settled(this.#scale, this.top));
    this.#stop();
    this.#tell(false);
  }

  #tell(isScrolling: boolean): void {
    for (const listener of this.#listeners) listener(this.top, isScrolling);
  }

  /** The element may round what it is given; the virtual place stays exact. */
  #place({ top, dom }: ScrollPosition): void {
    const element = this.#element;
    if (element === null) {
      this.#position = { top, dom };
      return;
    }
    if (Math.abs(element.scrollTop - dom) >= 1) element.scrollTop = dom;
    this.#position = { top, dom: element.scrollTop };
    this.#onShift?.();
  }

  #measureSpeed(distance: number): void {
    const now = performance.now();
    const seconds = Math.max(0.008, Math.min(0.25, (now - this.#lastMs) / 1000));
    this.#lastMs = now;
    const isFast = distance / Math.max(1, this.viewport) / seconds > FAST_VIEWS_PER_SECOND;
    // A slow move alone says little: between those of a scrollbar come some of a pixel.
    if (!isFast) return;
    this.#fastMs = now;
    this.#setPace('fast');
    clearTimeout(this.#paceTimer);
    // A scrollbar that is held goes on sooner or later, and letting go of it is told.
    this.#paceTimer = setTimeout(() => this.#slowDown(now), this.isDragged ? SETTLE_AFTER_MS : STOPPED_AFTER_MS);
  }

  #setPace(pace: Pace): void {
    if (pace === this.#pace) return;
    this.#pace = pace;
    this.#onPace(pace);
  }
}
