import { isByKey, selectForMenu } from '../state/context-menu.ts';
import { useSelectionStore } from '../state/selection-store.ts';
import type { MapTool } from '../state/ui-store.ts';
import { wheelFactor } from '../ui/zoom.ts';
import { NO_HOVER, useHoverStore } from './hover-store.ts';
import { clickOn, takeOutline } from './map-selection.ts';
import { boxPolygon } from './polygon.ts';
import type { Scene } from './scene.ts';

/** A press becomes a drag after this many pixels. */
const DRAG_FROM_PX = 4;
/** Corners of a lasso are at least this far apart. */
const CORNER_EVERY_PX = 2;

interface Press {
  readonly pointer: number;
  readonly drags: MapTool;
  readonly isAdding: boolean;
  readonly x: number;
  readonly y: number;
  lastX: number;
  lastY: number;
  isDrag: boolean;
  /** Corners so far, CSS pixels of the view. */
  outline: number[];
}

/** What a pointer does on the map: move it, zoom it, point at, click, and draw outlines. */
export class MapPointer {
  readonly #element: HTMLElement;
  readonly #scene: Scene;
  readonly #tool: () => MapTool;
  readonly #openLarge: (id: number) => void;
  #press: Press | null = null;

  /** @param tool what dragging does now */
  constructor(element: HTMLElement, scene: Scene, tool: () => MapTool, openLarge: (id: number) => void) {
    this.#element = element;
    this.#scene = scene;
    this.#tool = tool;
    this.#openLarge = openLarge;
  }

  /** @returns detaches all handlers */
  attach(): () => void {
    const stop = new AbortController();
    const { signal } = stop;
    const element = this.#element;
    element.addEventListener('pointerdown', (event) => this.#pressed(event), { signal });
    element.addEventListener('pointermove', (event) => this.#moved(event), { signal });
    element.addEventListener('pointerup', (event) => this.#released(event), { signal });
    element.addEventListener('pointercancel', () => this.cancel(), { signal });
    element.addEventListener('pointerleave', () => this.#leave(), { signal });
    element.addEventListener('dblclick', (event) => this.#doubleClicked(event), { signal });
    element.addEventListener('contextmenu', (event) => this.#asked(event), { signal });
    element.addEventListener('wheel', (event) => this.#wheeled(event), { signal, passive: false });
    return () => {
      stop.abort();
      this.#leave();
    };
  }

  /** Lets go of what is being drawn. @returns whether there was anything */
  cancel(): boolean {
    const wasDrawing = this.#press?.isDrag === true && this.#press.drags !== 'move';
    this.#press = null;
    delete this.#element.dataset.isDragging;
    this.#scene.setOutline(null);
    return wasDrawing;
  }

  #pressed(event: PointerEvent): void {
    // The middle button moves the map with any tool.
    if (event.button !== 0 && event.button !== 1) return;
    if (event.button === 1) event.preventDefault();
    const [x, y] = this.#at(event);
    const drags = event.button === 1 ? 'move' : event.shiftKey ? 'lasso' : this.#tool();
    const isAdding = event.ctrlKey || event.metaKey;
    this.#press = { pointer: event.pointerId, drags, isAdding, x, y, lastX: x, lastY: y, isDrag: false, outline: [x, y] };
    this.#element.setPointerCapture(event.pointerId);
  }

  #moved(event: PointerEvent): void {
    const [x, y] = this.#at(event);
    const press = this.#press;
    if (press === null) this.#pointAt(x, y);
    else if (event.pointerId === press.pointer) this.#drag(press, x, y);
  }

  #drag(press: Press, x: number, y: number): void {
    if (!press.isDrag) {
      if (Math.hypot(x - press.x, y - press.y) < DRAG_FROM_PX) return;
      press.isDrag = true;
      this.#element.dataset.isDragging = press.drags;
      this.#leave();
    }
    if (press.drags === 'move') this.#scene.viewport.pan(x - press.lastX, y - press.lastY);
    else this.#extend(press, x, y);
    [press.lastX, press.lastY] = [x, y];
  }

  #extend(press: Press, x: number, y: number): void {
    const { outline } = press;
    if (press.drags === 'box') press.outline = [...boxPolygon(press.x, press.y, x, y)];
    else if (Math.hypot(x - (outline.at(-2) ?? 0), y - (outline.at(-1) ?? 0)) >= CORNER_EVERY_PX) outline.push(x, y);
    this.#scene.setOutline(press.outline);
  }

  #released(event: PointerEvent): void {
    const press = this.#press;
    if (press === null || event.pointerId !== press.pointer) return;
    this.cancel();
    const [x, y] = this.#at(event);
    if (!press.isDrag) {
      if (event.button === 0) clickOn(this.#scene, this.#scene.hit(x, y), press.isAdding);
    } else if (press.drags !== 'move') {
      takeOutline(this.#scene, press.outline, press.isAdding);
    }
  }

  #doubleClicked(event: MouseEvent): void {
    const [x, y] = this.#at(event);
    const id = this.#scene.hit(x, y);
    if (id === null) this.#scene.viewport.zoomBy(2, x, y);
    else this.#openLarge(id);
  }

  /** The menu that opens is about the point under the pointer, or the one in focus. */
  #asked(event: MouseEvent): void {
    const id = isByKey(event) ? useSelectionStore.getState().selection.focus : this.#scene.hit(...this.#at(event));
    if (id === null) event.preventDefault();
    else selectForMenu(id);
    this.#leave();
  }

  #wheeled(event: WheelEvent): void {
    event.preventDefault();
    const [x, y] = this.#at(event);
    // A pinch on a touchpad comes as a wheel with ctrl, in small steps.
    const factor = wheelFactor(event.deltaY * (event.ctrlKey ? 4 : 1.3), event.deltaMode);
    this.#scene.viewport.zoomBy(factor, x, y);
    this.#leave();
  }

  #pointAt(x: number, y: number): void {
    const id = this.#scene.hit(x, y);
    this.#scene.setHover(id);
    this.#element.dataset.isOver = String(id !== null);
    useHoverStore.setState(id === null ? NO_HOVER : { id, x, y, isLarge: this.#scene.isLarge(id) });
  }

  #leave(): void {
    this.#scene.setHover(null);
    useHoverStore.setState(NO_HOVER);
  }

  #at({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): [number, number] {
    const { left, top } = this.#element.getBoundingClientRect();
    return [clientX - left, clientY - top];
  }
}
