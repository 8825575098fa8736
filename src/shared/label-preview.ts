import type { BoxPlace } from './box.ts';
import type { RefusedFormat } from './known-refusals.ts';
import type { FieldValue, LabelChoice, LabelFilesSummary } from './label-files.ts';

/** What annotation files would say of a picture. */
export interface PreviewedSample {
  readonly id: number;
  readonly path: string;
  readonly label: string | null;
  readonly split: string | null;
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** The first ones, in pixels of the picture as it is shown. */
  readonly boxes: readonly { readonly class: string; readonly box: BoxPlace }[];
}

/** What one set of annotation files would come to. */
export interface PreviewedLabels extends LabelFilesSummary {
  /** To leave it out by. */
  readonly key: string;
  readonly isLeftOut: boolean;
  /** Pictures or boxes of each class, the most frequent first. */
  readonly classCounts: readonly { readonly class: string; readonly count: number }[];
  readonly examples: readonly PreviewedSample[];
}

/** What was found, before anything of it is used. */
export interface LabelPreview {
  readonly choice: LabelChoice;
  /** In the order they are read: the first that speaks of a picture labels it. */
  readonly sets: readonly PreviewedLabels[];
  readonly refused: readonly RefusedFormat[];
  /** Samples that no set in use speaks of, and the paths of the first. */
  readonly unmentioned: { readonly count: number; readonly examples: readonly string[] };
}
