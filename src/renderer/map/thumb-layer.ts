import { thumbUrl } from '../state/api.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { tiles } from '../state/tiles.ts';
import styles from './MapStage.module.css';

/** A picture instead of a dot. Middle in CSS pixels of the view. */
export interface Thumb {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  /** CSS colour of the ring. */
  readonly color: string;
  readonly isSelected: boolean;
  readonly isFocused: boolean;
}

interface Entry {
  readonly element: HTMLElement;
  readonly image: HTMLImageElement;
  readonly stop: () => void;
}

/** Pictures over the map, written straight to the DOM: nothing renders per frame. */
export class ThumbLayer {
  readonly #container: HTMLElement;
  readonly #entries = new Map<number, Entry>();
  #thumbs: readonly Thumb[] = [];
  #size = 0;

  constructor(container: HTMLElement) {
    this.#container = container;
  }

  /** Ids shown now. */
  get shown(): ReadonlySet<number> {
    return new Set(this.#entries.keys());
  }

  /** Side of the pictures, CSS pixels. */
  get size(): number {
    return this.#size;
  }

  has(id: number): boolean {
    return this.#entries.has(id);
  }

  /** @param size side in CSS pixels */
  show(thumbs: readonly Thumb[], size: number): void {
    this.#thumbs = thumbs;
    this.#size = size;
    const wanted = new Set(thumbs.map(({ id }) => id));
    for (const [id, { element, stop }] of this.#entries) {
      if (wanted.has(id)) continue;
      stop();
      element.remove();
      this.#entries.delete(id);
    }
    for (const thumb of thumbs) this.#place(thumb, size);
  }

  /** Id of the picture under a place of the view; null: none. */
  hit(x: number, y: number): number | null {
    const half = this.#size / 2;
    return this.#thumbs.find((thumb) => Math.abs(thumb.x - x) <= half && Math.abs(thumb.y - y) <= half)?.id ?? null;
  }

  /** Draws what is shown, for a picture of the map. */
  drawTo(context: CanvasRenderingContext2D): void {
    for (const { id, x, y, color } of this.#thumbs) {
      const image = this.#entries.get(id)?.image;
      if (image === undefined || !image.complete || image.naturalWidth === 0) continue;
      const side = Math.min(image.naturalWidth, image.naturalHeight);
      const [left, top] = [x - this.#size / 2, y - this.#size / 2];
      const from = [(image.naturalWidth - side) / 2, (image.naturalHeight - side) / 2] as const;
      context.drawImage(image, ...from, side, side, left, top, this.#size, this.#size);
      context.strokeStyle = color;
      context.lineWidth = 2;
      context.strokeRect(left, top, this.#size, this.#size);
    }
  }

  clear(): void {
    this.show([], 0);
  }

  #place({ id, x, y, color, isSelected, isFocused }: Thumb, size: number): void {
    const { element } = this.#entries.get(id) ?? this.#make(id);
    element.style.transform = `translate(${Math.round(x - size / 2)}px, ${Math.round(y - size / 2)}px)`;
    element.style.width = `${size}px`;
    element.style.height = `${size}px`;
    element.style.setProperty('--ring', color);
    element.toggleAttribute('data-selected', isSelected);
    element.toggleAttribute('data-focused', isFocused);
  }

  #make(id: number): Entry {
    const element = document.createElement('div');
    element.className = styles.thumb ?? '';
    element.dataset.sample = String(id);
    const image = document.createElement('img');
    image.alt = '';
    image.decoding = 'async';
    image.draggable = false;
    element.append(image);
    const fill = (): void => fillIn(element, image, id);
    const entry = { element, image, stop: tiles.subscribe(id, fill) };
    fill();
    this.#entries.set(id, entry);
    this.#container.append(element);
    return entry;
  }
}

function fillIn(element: HTMLElement, image: HTMLImageElement, id: number): void {
  const [tile, dataset] = [tiles.get(id), useDatasetStore.getState().dataset];
  if (tile === null || dataset === null) return;
  element.toggleAttribute('data-removed', tile.tags.includes('remove'));
  if (tile.meanColor !== null) element.style.backgroundColor = `#${tile.meanColor.toString(16).padStart(6, '0')}`;
  const url = thumbUrl(dataset.id, tile);
  if (url !== null && image.getAttribute('src') !== url) image.src = url;
}
