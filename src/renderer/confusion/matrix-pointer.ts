import { wheelFactor } from '../ui/zoom.ts';
import type { MatrixHit } from './matrix-layout.ts';
import type { MatrixScene } from './matrix-scene.ts';

/** A press becomes a drag after this many pixels. */
const DRAG_FROM_PX = 5;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** What pointers do on the matrix: point at it, move it, zoom it by wheel or by two fingers, open what is clicked. */
export class MatrixPointer {
  readonly #element: HTMLElement;
  readonly #scene: MatrixScene;
  readonly #onOpen: (hit: MatrixHit) => void;
  /** Where those that are down are. */
  readonly #down = new Map<number, Point>();
  #start: Point = { x: 0, y: 0 };
  #isDrag = false;

  constructor(element: HTMLElement, scene: MatrixScene, onOpen: (hit: MatrixHit) => void) {
    this.#element = element;
    this.#scene = scene;
    this.#onOpen = onOpen;
  }

  /** @returns detaches all handlers */
  attach(): () => void {
    const stop = new AbortController();
    const { signal } = stop;
    const element = this.#element;
    element.addEventListener('pointerdown', (event) => this.#pressed(event), { signal });
    element.addEventListener('pointermove', (event) => this.#moved(event), { signal });
    element.addEventListener('pointerup', (event) => this.#released(event), { signal });
    element.addEventListener('pointercancel', (event) => this.#end(event), { signal });
    element.addEventListener('pointerleave', () => this.#scene.leave(), { signal });
    element.addEventListener('wheel', (event) => this.#wheeled(event), { signal, passive: false });
    return () => stop.abort();
  }

  #pressed(event: PointerEvent): void {
    if (event.button !== 0 && event.button !== 1) return;
    if (event.button === 1) event.preventDefault();
    if (this.#down.size === 0) [this.#start, this.#isDrag] = [this.#at(event), false];
    else this.#isDrag = true;
    this.#down.set(event.pointerId, this.#at(event));
    this.#element.setPointerCapture(event.pointerId);
  }

  #moved(event: PointerEvent): void {
    const at = this.#at(event);
    const before = this.#down.get(event.pointerId);
    if (before === undefined) {
      this.#scene.hoverAt(at.x, at.y);
      return;
    }
    if (!this.#isDrag && Math.hypot(at.x - this.#start.x, at.y - this.#start.y) < DRAG_FROM_PX) return;
    this.#isDrag = true;
    this.#element.dataset.drags = 'true';
    this.#scene.leave();
    const other = [...this.#down].find(([id]) => id !== event.pointerId)?.[1];
    if (other === undefined) this.#scene.pan(at.x - before.x, at.y - before.y);
    else this.#pinch(before, at, other);
    this.#down.set(event.pointerId, at);
  }

  /** Two fingers: what lies between them stays between them. */
  #pinch(before: Point, at: Point, other: Point): void {
    const factor = Math.hypot(at.x - other.x, at.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
    this.#scene.pan((at.x - before.x) / 2, (at.y - before.y) / 2);
    this.#scene.zoomBy(factor, (at.x + other.x) / 2, (at.y + other.y) / 2);
  }

  #released(event: PointerEvent): void {
    if (!this.#down.has(event.pointerId)) return;
    const { x, y } = this.#at(event);
    const hit = this.#scene.hitAt(x, y);
    if (!this.#isDrag && event.button === 0 && hit !== null) this.#onOpen(hit);
    this.#end(event);
    if (event.pointerType !== 'touch') this.#scene.hoverAt(x, y);
  }

  #end({ pointerId }: PointerEvent): void {
    this.#down.delete(pointerId);
    if (this.#down.size === 0) delete this.#element.dataset.drags;
  }

  #wheeled(event: WheelEvent): void {
    event.preventDefault();
    const { x, y } = this.#at(event);
    // A pinch on a touchpad comes as a wheel with ctrl, in small steps.
    this.#scene.zoomBy(wheelFactor(event.deltaY * (event.ctrlKey ? 4 : 1.3), event.deltaMode), x, y);
    this.#scene.hoverAt(x, y);
  }

  #at({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): Point {
    const { left, top } = this.#element.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }
}
