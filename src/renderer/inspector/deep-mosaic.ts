import type { DeepTilePlace, Extent } from '../../shared/deep-zoom.ts';
import { placeInPicture } from './deep-tiles-in-view.ts';

/** Parts fetched at once: the browser has six connections, and others want some. */
const AT_ONCE = 3;

export interface MosaicOptions {
  /** Has the shape of the picture; parts are put into it. */
  readonly frame: HTMLElement;
  readonly levels: readonly Extent[];
  readonly urlOf: (place: DeepTilePlace) => string;
  /** Whether parts in view are still to come; told when it changes, first that they are. */
  readonly onBusy: (isBusy: boolean) => void;
  /** Given the address of a part that did not come; nothing more is asked for. */
  readonly onFailed: (url: string) => void;
}

interface Part {
  readonly place: DeepTilePlace;
  readonly image: HTMLImageElement;
  state: 'waiting' | 'loading' | 'loaded' | 'dropped';
}

const keyOf = ({ level, column, row }: DeepTilePlace): string => `${level}/${column}/${row}`;

/**
 * The parts of a picture in view, written straight to the DOM once they are decoded, which the browser does beside the page. Coarser
 * ones stay until the finer ones are there; what has left the view is called off or dropped, so that there are never more than a
 * screen shows, twice.
 */
export class DeepMosaic {
  readonly #options: MosaicOptions;
  readonly #parts = new Map<string, Part>();
  #wanted: readonly DeepTilePlace[] = [];
  #isBusy = false;
  #isOver = false;

  constructor(options: MosaicOptions) {
    this.#options = options;
  }

  /**
   * @param places the one that is wanted most first
   * @param isInView of a part of any level
   */
  show(places: readonly DeepTilePlace[], isInView: (place: DeepTilePlace) => boolean): void {
    if (this.#isOver) return;
    this.#wanted = places;
    const wanted = new Set(places.map(keyOf));
    for (const [key, part] of this.#parts) {
      if (!wanted.has(key) && (part.state !== 'loaded' || !isInView(part.place))) this.#drop(key, part);
    }
    for (const place of places) if (!this.#parts.has(keyOf(place))) this.#add(place);
    this.#next();
  }

  /** Calls off what is not there, and takes the rest away. */
  end(): void {
    this.#isOver = true;
    for (const [key, part] of this.#parts) this.#drop(key, part);
  }

  #add(place: DeepTilePlace): void {
    const at = placeInPicture(place, this.#options.levels);
    if (at === null) return;
    const image = new Image();
    image.alt = '';
    image.draggable = false;
    // It is decoded by then: what is painted is painted with it.
    image.decoding = 'sync';
    const { style } = image;
    style.position = 'absolute';
    style.left = `${at.left * 100}%`;
    style.top = `${at.top * 100}%`;
    style.width = `${at.width * 100}%`;
    style.height = `${at.height * 100}%`;
    style.zIndex = String(this.#options.levels.length - place.level);
    this.#parts.set(keyOf(place), { place, image, state: 'waiting' });
  }

  #drop(key: string, part: Part): void {
    this.#parts.delete(key);
    if (part.state === 'loading') part.image.src = '';
    part.state = 'dropped';
    part.image.remove();
  }

  /** Starts what there is room for; once all is there, drops what is not in view. */
  #next(): void {
    const parts = this.#wanted.flatMap((place) => this.#parts.get(keyOf(place)) ?? []);
    let loading = parts.filter(({ state }) => state === 'loading').length;
    for (const part of parts) {
      if (loading >= AT_ONCE) break;
      if (part.state !== 'waiting') continue;
      void this.#load(part);
      loading++;
    }
    const isBusy = parts.some(({ state }) => state !== 'loaded');
    this.#tellBusy(isBusy);
    if (isBusy) return;
    const wanted = new Set(this.#wanted.map(keyOf));
    for (const [key, part] of this.#parts) if (!wanted.has(key)) this.#drop(key, part);
  }

  async #load(part: Part): Promise<void> {
    const { image, place } = part;
    const url = this.#options.urlOf(place);
    part.state = 'loading';
    image.src = url;
    try {
      await image.decode();
    } catch {
      if (!isDropped(part)) this.#fail(url);
      return;
    }
    if (isDropped(part)) return;
    part.state = 'loaded';
    this.#options.frame.append(image);
    this.#next();
  }

  /** Only what is news: this is asked in every frame of a pan. */
  #tellBusy(isBusy: boolean): void {
    if (isBusy === this.#isBusy) return;
    this.#isBusy = isBusy;
    this.#options.onBusy(isBusy);
  }

  #fail(url: string): void {
    this.end();
    this.#tellBusy(false);
    this.#options.onFailed(url);
  }
}

/** Behind a call, since it may have changed while something was waited for. */
function isDropped({ state }: Part): boolean {
  return state === 'dropped';
}
