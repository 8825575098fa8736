import type { BoxPlace } from '../../shared/box.ts';

/** A box as an annotation file has it. */
export interface FoundBox {
  readonly class: string;
  /** In the frame of the file. */
  readonly place: BoxPlace;
  readonly isCrowd: boolean;
  readonly area: number | null;
  /** What else is said of it, as the file says it. */
  readonly extra: Readonly<Record<string, unknown>> | null;
}

/** What a file says a picture is called and how large it is. */
export interface NamedImage {
  /** Names to look for, the surest first. */
  readonly paths: readonly string[];
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly split: string | null;
}

/** Where readers put what they find. */
export interface LabelSink {
  /** @returns a number to put boxes by; null where the dataset has no such picture */
  image(image: NamedImage): Promise<number | null>;
  box(image: number, box: FoundBox): Promise<void>;
  problem(kind: 'bad-box' | 'bad-file' | 'unknown-image', text: string): void;
  progress(share: number): void;
}

/** Finite numbers alone make a box. */
export function placeOf(values: readonly unknown[]): BoxPlace | null {
  const [left, top, width, height] = values;
  const isBox = values.length === 4 && values.every((value) => typeof value === 'number' && Number.isFinite(value));
  return isBox ? ([left, top, width, height] as unknown as BoxPlace) : null;
}
