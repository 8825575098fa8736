import type { BoxPlace } from '../../shared/box.ts';
import type { ClassFacts, FieldValue, LabelColumn } from '../../shared/label-files.ts';

/** A box as an annotation file has it. */
export interface FoundBox {
  readonly class: string;
  /** In pixels, in the frame of the file. */
  readonly place: BoxPlace;
  readonly isCrowd: boolean;
  readonly area: number | null;
  /** What else is said of it, as the file says it. */
  readonly extra: Readonly<Record<string, unknown>> | null;
}

/** What a file says of a picture. Said several times, of the class, the split and each field the first word counts. */
export interface NamedImage {
  /** Names to look for, the surest first; relative to the dataset, absolute, or the end of one. */
  readonly paths: readonly string[];
  readonly size: { readonly width: number; readonly height: number } | null;
  /** Places are in the picture as it is shown, upright; absent: as the size tells, else as it is stored. */
  readonly isShown?: boolean;
  /** Whoever wrote it looked for objects, so that no box means that there is none. Absent: so they did. */
  readonly isLookedAt?: boolean;
  readonly split: string | null;
  /** Class of the whole picture; absent or null: the file says none. */
  readonly label?: string | null;
  /** What else is said of it by name, e.g. a table's other columns, captions. Queries read it as `field.NAME`. */
  readonly fields?: Readonly<Record<string, FieldValue>>;
}

/** A picture of the dataset that a file speaks of. */
export interface KnownImage {
  /** To put boxes by. */
  readonly id: number;
  /** As the file means it: stored or shown, whichever the size it gives fits; null: it was not decoded. */
  readonly size: { readonly width: number; readonly height: number } | null;
}

export type LabelProblem =
  | 'bad-box'
  | 'bad-file'
  | 'unknown-image'
  | 'unmatched-path'
  | 'unknown-class'
  | 'missing-path'
  | 'bad-value'
  | 'several-labels'
  | 'extra-cells'
  | 'no-size'
  | 'labelled-before';

/** Where readers put what they find. */
export interface LabelSink {
  /** @returns null where the dataset has no such picture, or files read before have labelled it */
  image(image: NamedImage): Promise<KnownImage | null>;
  box(image: number, box: FoundBox): Promise<void>;
  /** The list of classes that the files have, in their order, whether or not any sample is of them. */
  classes(names: readonly string[], facts?: readonly ClassFacts[]): void;
  /** Licences that pictures are under, as COCO lists them: objects with a number. */
  licenses(said: readonly unknown[]): void;
  /** What the columns of a table were taken for. */
  columns(columns: readonly LabelColumn[]): void;
  problem(kind: LabelProblem, text: string): void;
  progress(share: number): void;
}

/** Finite numbers alone make a box. @param values left, top, width, height */
export function placeOf(values: readonly unknown[]): BoxPlace | null {
  const [left, top, width, height] = values;
  const isBox = values.length === 4 && values.every((value) => typeof value === 'number' && Number.isFinite(value));
  return isBox ? ([left, top, width, height] as unknown as BoxPlace) : null;
}
