import { isByKey } from '../state/context-menu.ts';
import type { Selection } from '../state/selection.ts';
import { useSelectionStore } from '../state/selection-store.ts';
import { wheelFactor } from '../ui/zoom.ts';
import { blockAt, type Point } from './blocks.ts';
import type { Scene } from './scene.ts';
import { bandIn, clickIn, isSelectedIn } from './select-in-scene.ts';

/** A press becomes a drag after this many pixels. */
const DRAG_FROM_PX = 5;

interface Press {
  readonly pointer: number;
  readonly start: Point;
  readonly before: Selection;
  /** With shift a drag is a rubber band; else the grid moves. */
  readonly isBand: boolean;
  readonly isAdding: boolean;
  last: Point;
  isDrag: boolean;
}

export interface PointerOptions {
  /** The element that draws the rubber band. */
  readonly band: HTMLElement;
  onHover(block: number): void;
  onOpen(): void;
}

/** What a pointer does on the arranged grid: move it, zoom it, point at, select, and draw a rubber band. */
export class ArrangedPointer {
  readonly #element: HTMLElement;
  readonly #scene: Scene;
  readonly #options: PointerOptions;
  #press: Press | null = null;

  constructor(element: HTMLElement, scene: Scene, options: PointerOptions) {
    this.#element = element;
    this.#scene = scene;
    this.#options = options;
  }

  /** @returns detaches all handlers */
  attach(): () => void {
    const stop = new AbortController();
    const { signal } = stop;
    const element = this.#element;
    element.addEventListener('pointerdown', (event) => this.#pressed(event), { signal });
    element.addEventListener('pointermove', (event) => this.#moved(event), { signal });
    element.addEventListener('pointerup', (event) => this.#released(event), { signal });
    element.addEventListener('pointercancel', () => this.#end(), { signal });
    element.addEventListener('pointerleave', () => this.#options.onHover(-1), { signal });
    element.addEventListener('dblclick', (event) => this.#doubleClicked(event), { signal });
    element.addEventListener('contextmenu', (event) => this.#asked(event), { signal });
    element.addEventListener('wheel', (event) => this.#wheeled(event), { signal, passive: false });
    return () => stop.abort();
  }

  #pressed(event: PointerEvent): void {
    if (event.button !== 0 && event.button !== 1) return;
    if (event.button === 1) event.preventDefault();
    const at = this.#at(event);
    this.#press = {
      pointer: event.pointerId,
      start: at,
      before: useSelectionStore.getState().selection,
      isBand: event.shiftKey && event.button === 0,
      isAdding: event.ctrlKey || event.metaKey,
      last: at,
      isDrag: false,
    };
    this.#element.setPointerCapture(event.pointerId);
    this.#scene.isHeld = true;
  }

  #moved(event: PointerEvent): void {
    const at = this.#at(event);
    const press = this.#press;
    if (press === null) this.#options.onHover(this.#blockAt(at));
    if (press === null || event.pointerId !== press.pointer) return;
    if (!press.isDrag && Math.hypot(at.x - press.start.x, at.y - press.start.y) < DRAG_FROM_PX) return;
    press.isDrag = true;
    this.#element.dataset.drags = press.isBand ? 'band' : 'grid';
    this.#options.onHover(-1);
    if (press.isBand) this.#drawBand(press, at);
    else this.#scene.pan(at.x - press.last.x, at.y - press.last.y);
    press.last = at;
  }

  #drawBand({ start, before, isAdding }: Press, at: Point): void {
    const { style } = this.#options.band;
    style.display = 'block';
    style.transform = `translate(${Math.min(start.x, at.x)}px, ${Math.min(start.y, at.y)}px)`;
    style.width = `${Math.abs(at.x - start.x)}px`;
    style.height = `${Math.abs(at.y - start.y)}px`;
    bandIn(this.#scene, before, [start, at], isAdding);
  }

  #released(event: PointerEvent): void {
    const press = this.#press;
    if (press === null || event.pointerId !== press.pointer) return;
    const at = this.#at(event);
    const { isAdding } = press;
    if (!press.isDrag && event.button === 0) clickIn(this.#scene, this.#blockAt(at), { isAdding, isExtending: event.shiftKey });
    this.#end();
    this.#options.onHover(this.#blockAt(at));
  }

  #end(): void {
    this.#press = null;
    this.#scene.isHeld = false;
    delete this.#element.dataset.drags;
    this.#options.band.style.display = 'none';
  }

  #doubleClicked(event: MouseEvent): void {
    if (this.#blockAt(this.#at(event)) >= 0) this.#options.onOpen();
  }

  /** The menu that opens is about the block under the pointer, or the selection. */
  #asked(event: MouseEvent): void {
    if (isByKey(event)) return;
    const block = this.#blockAt(this.#at(event));
    if (block < 0) event.preventDefault();
    else if (!isSelectedIn(this.#scene, block)) clickIn(this.#scene, block, { isAdding: false, isExtending: false });
    this.#options.onHover(-1);
  }

  #wheeled(event: WheelEvent): void {
    event.preventDefault();
    const { x, y } = this.#at(event);
    // A pinch on a touchpad comes as a wheel with ctrl, in small steps.
    this.#scene.zoomBy(wheelFactor(event.deltaY * (event.ctrlKey ? 4 : 1.3), event.deltaMode), x, y);
    this.#options.onHover(-1);
  }

  #blockAt({ x, y }: Point): number {
    const { grid, level, camera } = this.#scene;
    return grid === null ? -1 : blockAt(grid, level, camera, x, y);
  }

  #at({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): Point {
    const { left, top } = this.#element.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }
}
