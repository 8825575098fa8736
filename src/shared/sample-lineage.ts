import type { DecisionKind } from './decision.ts';
import type { FieldValue, LabelFormat } from './label-files.ts';

/** What an index job last noticed about a file. */
export type FileChange = 'added' | 'changed' | 'moved' | 'removed' | 'returned';

/** A decision about one sample that stands. */
export interface SampleDecision {
  readonly id: number;
  readonly kind: DecisionKind;
  /** The tag, of `retag` a `Retag` as JSON, the kind of issue, or the class that this sample got; null: none. */
  readonly value: string | null;
  /** ISO 8601. */
  readonly at: string;
  /** Null: decided before this was recorded. */
  readonly by: string | null;
  /** That found the sample, as in the search box; null: it was named. */
  readonly query: string | null;
}

/** What annotation files say of a sample beside its boxes, and which files. */
export interface SampleAnnotation {
  readonly format: LabelFormat;
  /** For a person: the file, or the folder of the files. */
  readonly origin: string;
  readonly boxes: number;
  readonly fields: readonly { readonly name: string; readonly value: FieldValue }[];
}

/** Where what is known of a sample comes from. */
export interface SampleLineage {
  /** Null: no index job has noted it yet. */
  readonly indexed: { readonly change: FileChange; readonly at: string; readonly version: string } | null;
  /** Null: no annotation file that is read names it. */
  readonly annotation: SampleAnnotation | null;
  /** Sets of labels of several people that have it, newest first. */
  readonly annotators: readonly { readonly name: string; readonly labels: number; readonly at: string }[];
  /** Newest first. */
  readonly decisions: readonly SampleDecision[];
  /** Newest first. */
  readonly predictions: readonly {
    readonly run: string;
    readonly predicted: string | null;
    /** For a person: the file, or the model. */
    readonly origin: string;
    readonly at: string;
  }[];
}
