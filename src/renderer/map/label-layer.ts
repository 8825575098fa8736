import type { MapLabel } from '../../shared/embedding.ts';
import { type LabelPlace, placeBeside } from './label-beside.ts';
import { type PlacedLabel, placedLabels } from './label-layout.ts';
import type { MapData } from './map-data.ts';
import { labelFont } from './overlay.ts';
import type { Viewport } from './viewport.ts';

/** Zooms that differ by less than half an octave share their places. */
const STEPS_AN_OCTAVE = 2;

/** Names of clusters: which are written and where. A frame that only moves the map looks at no point. */
export class LabelLayer {
  readonly #context: CanvasRenderingContext2D;
  readonly #widths = new Map<string, number>();
  readonly #places = new Map<MapLabel, LabelPlace | null>();
  #labels: readonly MapLabel[] = [];
  #step = 0;

  /** @param context measures text */
  constructor(context: CanvasRenderingContext2D) {
    this.#context = context;
  }

  setLabels(labels: readonly MapLabel[]): void {
    this.#labels = labels;
    this.forget();
  }

  /** Other points are shown than before. */
  forget(): void {
    this.#places.clear();
  }

  placed(data: MapData, { camera, size, zoom }: Viewport): readonly PlacedLabel[] {
    const step = Math.round(STEPS_AN_OCTAVE * Math.log2(camera.scale));
    if (step !== this.#step) this.forget();
    this.#step = step;
    const scale = 2 ** (step / STEPS_AN_OCTAVE);
    const widthOf = (text: string, fontSize: number): number => this.#widthOf(text, fontSize);
    return placedLabels(this.#labels, camera, size, zoom, widthOf, (label, fontSize) => {
      const known = this.#places.get(label);
      if (known !== undefined) return known;
      const place = placeBeside(data, label, scale, widthOf(label.text, fontSize), fontSize);
      this.#places.set(label, place);
      return place;
    });
  }

  #widthOf(text: string, size: number): number {
    const key = `${size} ${text}`;
    const known = this.#widths.get(key);
    if (known !== undefined) return known;
    this.#context.font = labelFont(size);
    const { width } = this.#context.measureText(text);
    this.#widths.set(key, width);
    return width;
  }
}
