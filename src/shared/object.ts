/** Where a box comes from: its code in `kinds`. */
export const OBJECT_KINDS = ['given', 'predicted'] as const;
export type ObjectKind = (typeof OBJECT_KINDS)[number];

export interface ObjectsAnswer {
  readonly revision: number;
  /** Names of the classes, by place. */
  readonly classes: readonly string[];
  /** The run that boxes are matched with; null: there is none of boxes. */
  readonly run: string | null;
}

/** One entry a box, in the order of the query's samples; those of a sample: given ones first, each in their own order. */
export interface ObjectColumns {
  readonly samples: Uint32Array;
  /** Place in OBJECT_KINDS. */
  readonly kinds: Uint8Array;
  /** Which of the given, or of the predicted, boxes of its sample it is, from 0. */
  readonly ordinals: Uint32Array;
  /** Place in the list of classes; -1: none that is known. */
  readonly classes: Int32Array;
  /** Left, top, width and height, four a box, in pixels of the picture as it is shown. */
  readonly places: Float32Array;
  /** Confidence; NaN of given ones. */
  readonly scores: Float32Array;
  /** IoU with the box that it is matched with; NaN: with none. */
  readonly overlaps: Float32Array;
  /** Place in BOX_OUTCOMES; 0 (ignored) also where there is nothing to compare it with. */
  readonly outcomes: Uint8Array;
}
