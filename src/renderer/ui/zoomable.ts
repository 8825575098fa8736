import type { LoupeCommand } from '../state/loupe-commands.ts';
import {
  actualScale,
  fitZoom,
  isPixelated,
  type Part,
  panBy,
  partZoom,
  type Size,
  scaleAt,
  wheelFactor,
  type Zoom,
  zoomAt,
} from './zoom.ts';

const STEP = 1.4;

/** Is told where the picture lies in the view. */
export type ZoomFollower = (zoom: Zoom, picture: Size, view: Size) => void;

/**
 * A picture that is zoomed and panned in a view, written straight to the DOM: nothing renders per frame. Several pictures
 * of one size, in one view or in views of one size, move as one.
 */
export class Zoomable {
  readonly #views: readonly HTMLElement[];
  readonly #pictures: readonly HTMLElement[];
  readonly #onScale: (percent: number) => void;
  #size: Size = { width: 1, height: 1 };
  #zoom: Zoom = { scale: 1, x: 0, y: 0 };
  /** Until the user zooms, the picture follows the size of the view. */
  #isFitted = true;
  /** There is a picture at all. */
  #isShown = false;
  readonly #followers = new Set<ZoomFollower>();

  /** @param onScale told the percentage of the picture's own size, in pixels of the screen */
  constructor(views: readonly HTMLElement[], pictures: readonly HTMLElement[], onScale: (percent: number) => void) {
    this.#views = views;
    this.#pictures = pictures;
    this.#onScale = onScale;
  }

  /** Another picture: shown whole. */
  show(size: Size): void {
    this.#size = size;
    this.#isShown = true;
    this.fit();
  }

  /** No picture: no percentage is told any more, whatever is pressed or resized. */
  clear(): void {
    this.#isShown = false;
  }

  fit(): void {
    this.#isFitted = true;
    this.#set(fitZoom(this.#size, this.#room));
  }

  /** Tells where the picture lies, now and whenever it moves: as often as the pointer does. @returns ends that */
  follow(follower: ZoomFollower): () => void {
    this.#followers.add(follower);
    if (this.#isShown) follower(this.#zoom, this.#size, this.#room);
    return () => void this.#followers.delete(follower);
  }

  /** A part of the picture, in its pixels, as large as the view allows. */
  showPart(part: Part): void {
    this.#zoomed(partZoom(part, this.#size, this.#room));
  }

  run(command: LoupeCommand): void {
    const { width, height } = this.#room;
    if (command === 'zoom-fit') this.fit();
    else if (command === 'zoom-actual') this.toggleActual(width / 2, height / 2);
    else this.#zoomed(zoomAt(this.#zoom, command === 'zoom-in' ? STEP : 1 / STEP, width / 2, height / 2, this.#size, this.#room));
  }

  /** Between the whole picture and its own size, around a point of the view. */
  toggleActual(x: number, y: number): void {
    if (!this.#isFitted) this.fit();
    else this.#zoomed(scaleAt(this.#zoom, actualScale(devicePixelRatio), x, y, this.#size, this.#room));
  }

  /** @returns detaches all handlers */
  attach(): () => void {
    const stop = new AbortController();
    const options = { signal: stop.signal };
    const observer = new ResizeObserver(() =>
      this.#isFitted ? this.fit() : this.#set(panBy(this.#zoom, 0, 0, this.#size, this.#room)),
    );
    for (const view of this.#views) {
      view.addEventListener('wheel', (event) => this.#wheeled(view, event), { ...options, passive: false });
      view.addEventListener('pointerdown', (event) => this.#pressed(view, event), options);
      view.addEventListener('dblclick', (event) => this.#doubled(view, event), options);
      observer.observe(view);
    }
    return () => {
      stop.abort();
      observer.disconnect();
    };
  }

  get #room(): Size {
    const { clientWidth: width, clientHeight: height } = this.#views[0] ?? { clientWidth: 0, clientHeight: 0 };
    return { width, height };
  }

  /** The event may be of something drawn over the picture: its own offset says nothing. */
  #doubled(view: HTMLElement, event: MouseEvent): void {
    if (isOfControl(event)) return;
    const { clientX, clientY } = event;
    const { left, top } = view.getBoundingClientRect();
    this.toggleActual(clientX - left, clientY - top);
  }

  #wheeled(view: HTMLElement, event: WheelEvent): void {
    event.preventDefault();
    const { left, top } = view.getBoundingClientRect();
    const factor = wheelFactor(event.deltaY, event.deltaMode);
    this.#zoomed(zoomAt(this.#zoom, factor, event.clientX - left, event.clientY - top, this.#size, this.#room));
  }

  #pressed(view: HTMLElement, event: PointerEvent): void {
    if (event.button !== 0 || isOfControl(event)) return;
    view.setPointerCapture(event.pointerId);
    view.dataset.isPanning = 'true';
    const stop = new AbortController();
    const end = (): void => {
      stop.abort();
      delete view.dataset.isPanning;
    };
    view.addEventListener(
      'pointermove',
      ({ movementX, movementY }) => this.#set(panBy(this.#zoom, movementX, movementY, this.#size, this.#room)),
      { signal: stop.signal },
    );
    view.addEventListener('pointerup', end, { signal: stop.signal });
    view.addEventListener('pointercancel', end, { signal: stop.signal });
  }

  #zoomed(zoom: Zoom): void {
    this.#isFitted = false;
    this.#set(zoom);
  }

  #set(zoom: Zoom): void {
    this.#zoom = zoom;
    for (const { style } of this.#pictures) {
      style.width = `${this.#size.width * zoom.scale}px`;
      style.height = `${this.#size.height * zoom.scale}px`;
      style.transform = `translate(${zoom.x}px, ${zoom.y}px)`;
      style.imageRendering = isPixelated(zoom, devicePixelRatio) ? 'pixelated' : 'auto';
    }
    if (!this.#isShown) return;
    this.#onScale(Math.round(zoom.scale * devicePixelRatio * 100));
    for (const follower of this.#followers) follower(zoom, this.#size, this.#room);
  }
}

/** What lies over a picture and is pressed itself; all of what is marked `data-over-picture`, such as a panel. */
function isOfControl({ target }: Event): boolean {
  return target instanceof Element && target.closest('button, [data-over-picture]') !== null;
}
