import type { NumberField, TextField } from '../../shared/query.ts';
import type {
  AnnotationField,
  DERIVED_SCORES,
  EmbeddingField,
  GroupField,
  MapField,
  RunNumber,
  ScoreField,
} from '../../shared/score.ts';

/**
 * Two statements that read one column for some samples, in id order: `range` takes `(after, upto)`, the samples with
 * `after < id <= upto`; `of` takes a JSON array of ids. Most answer one row: a JSON array
 * costs a third of as many rows, and a slice of 20,000 samples holds the thread, and a read transaction, for 5-10 ms. Where several
 * numbers of a sample come from one table, rows are cheaper.
 */
export interface ColumnStatements {
  readonly range: string;
  readonly of: string;
}

/** Number fields that are read from the database, not worked out from others. */
export type StoredNumber = Exclude<NumberField, 'id' | `score.${(typeof DERIVED_SCORES)[number]}` | RunNumber>;

/** Text fields that are read from the database, one value a sample. */
export type StoredText = Exclude<TextField, 'tag' | 'issue' | 'prediction'>;

/** Numbers that few samples have: read as pairs instead of one entry a sample. `relabeled`: 1 where the user gave another label; `boxes`: also 0, of samples that annotations speak of. */
export type SparseNumber = IssueNumber | GroupField | 'relabeled' | 'boxes';

/**
 * Numbers that only issues are made of. `wrongExtension`: 1 where the content is another format than the name says.
 * `private`: 0 where the file tells a position, nearer to 1 the less it tells; missing: nothing. `intact`: share of a
 * damaged picture that could be read. `link.*`: distance of a sample to the one it is a duplicate of.
 */
export type IssueNumber = 'wrongExtension' | 'private' | 'intact' | 'link.exact' | 'link.pixel' | 'link.near';

/** SQL the query worker runs on its own read-only connection; written in `main/index/columns.ts`, where SQL lives. */
export interface ColumnSources {
  readonly dbFile: string;
  /** `first`, `last` and `count` of all ids: without holes they need not be read. */
  readonly idExtent: string;
  /** `ids`: JSON array. `range` takes `(after, limit)` here, since this is what finds the samples. */
  readonly ids: ColumnStatements;
  /** `value`: JSON array, one entry a sample, null is missing. */
  readonly numbers: Readonly<
    Record<Exclude<StoredNumber, SparseNumber | ScoreField | EmbeddingField | MapField | AnnotationField>, ColumnStatements>
  >;
  /** One row a sample, its scores in the order of STORED_SCORES; null is missing. */
  readonly scores: ColumnStatements;
  /** `ids` and `value`: two JSON arrays of the same length, one entry per sample that has one. */
  readonly sparse: Readonly<Record<SparseNumber, ColumnStatements>>;
  /** One row per sample that the active model has scores of: its id, then those in the order of EMBEDDING_SCORES; null is missing. */
  readonly embeddingScores: ColumnStatements;
  /** One row per sample on the active model's map: its id, x and y. */
  readonly mapPoints: ColumnStatements;
  /** One row per sample that the active set of annotations has labels of: its id, then its scores in the order of ANNOTATION_SCORES. */
  readonly annotationScores: ColumnStatements;
  readonly texts: Readonly<Record<StoredText, ColumnStatements>>;
  /** `ids` and `tags`: two JSON arrays of the same length, one entry per sample and tag. */
  readonly tags: ColumnStatements;
  /** `name` and `id` of what annotation files carry, one row each, by name. */
  readonly carriedFields: string;
  /** `value`: JSON array, one entry a sample, null is missing. They take the field's id first. */
  readonly carried: ColumnStatements;
  /** Classes of the boxes given, in the same shape. */
  readonly boxClasses: ColumnStatements;
  /** One row a given box: sample, class, left, top, width, height, 1 for a crowd, area or null; by sample. */
  readonly boxes: ColumnStatements;
  /** `id` and `name`, one row each. */
  readonly classes: string;
  /** What was said to be no issue, in the same shape: `tags` are the kinds. */
  readonly kept: ColumnStatements;
  /** Cuts that were moved: `kind` and `cut`, one row each. */
  readonly cuts: string;
  /** `value`: LabelSettings as JSON; no row where nobody changed them. */
  readonly labelSettings: string;
  /** `value`: DetectionSettings as JSON; no row where nobody changed them. */
  readonly detectionSettings: string;
  /** `cut`: of outliers as the active model has it, or null; no row where there is none. */
  readonly outlierCut: string;
  /** One row where there is an active set of annotations, else none. */
  readonly annotations: string;
  readonly predictions: {
    /** Of all runs; each has one of its own by its id. */
    readonly directory: string;
    /** One row a run: `id`, `name`, `classes` (JSON array), `samples`, `hasProbabilities`, `hasConfidence`, `hasInfluence`, `isActive`. */
    readonly runs: string;
  };
  /** `paths`: blob, UTF-8, one path a sample, a zero byte between two. */
  readonly paths: ColumnStatements;
  readonly pathOrder: {
    /** Takes `(path, limit)`, the samples with a greater path: `ids`, JSON array in path order, and `last`, the last path. */
    readonly after: string;
    /** Takes a JSON array of ids: `ids` and `before`, JSON arrays; who stands before each in path order, null for the first. */
    readonly before: string;
  };
}
