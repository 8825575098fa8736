import type { SampleBoxes } from '../../shared/box.ts';
import type { ClassIssue } from '../../shared/class-issues.ts';
import type { DetectionSettings } from '../../shared/detection.ts';
import type { FacetField, Facets, HistogramScale, RangeFacet } from '../../shared/facets.ts';
import type { GroupBy } from '../../shared/group-by.ts';
import type { Cuts, GroupKind, IssueCount, IssueKind } from '../../shared/issue.ts';
import type { ObjectColumns, ObjectsAnswer } from '../../shared/object.ts';
import type { LabelSettings } from '../../shared/prediction.ts';
import type { CompareRunsAnswer, ConfusionAnswer, DetectionAnswer, EvaluationAnswer } from '../../shared/prediction-api.ts';
import type { AnyNumberField, AnyTextField, Claim, NumberField, Query, SimilaritySort, TextField } from '../../shared/query.ts';
import type {
  AnnotationField,
  DERIVED_SCORES,
  EmbeddingField,
  GroupField,
  MapField,
  RunNumber,
  ScoreField,
} from '../../shared/score.ts';
import type { LabelBoxes, PredictedBoxes } from '../detection/boxes.ts';
import type { GroupTable } from './grouped.ts';
import type { SplitCalls } from './split-calls.ts';

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

/** How labels and boxes are judged. */
export interface JudgingSettings {
  readonly labels: LabelSettings;
  readonly detection: DetectionSettings;
}

/** The part of some samples that changed, where nothing else did: the rest need not be read again, however many they are. */
export type ChangedPart = 'notes' | 'tags' | 'labels' | 'kept' | 'duplicates' | 'embeddings' | 'predictions' | 'annotations';

/** In the order of ids. */
export type WholeColumn =
  /** `values`: places in `names`, by count, largest first, behind null: none. */
  | {
      readonly kind: 'text';
      readonly names: readonly (string | null)[];
      readonly counts: readonly number[];
      readonly values: Uint32Array<ArrayBuffer>;
    }
  /** `values`: NaN is missing; `min` and `max` of the others. */
  | {
      readonly kind: 'number';
      readonly min: number | null;
      readonly max: number | null;
      readonly values: Float32Array<ArrayBuffer>;
    };

export type QueryCalls = SplitCalls & {
  readonly open: { readonly input: ColumnSources; readonly progress: never; readonly output: { readonly samples: number } };
  /**
   * Reads changed rows again, adds new ones, drops those gone.
   * @param ids null: everything, or all that can have changed of `only`
   */
  readonly refresh: {
    readonly input: { readonly revision: number; readonly ids: Uint32Array | null; readonly only?: ChangedPart };
    readonly progress: never;
    readonly output: { readonly samples: number };
  };
  /**
   * An order by similarity needs values that another thread works out: it is asked for with them (`similarity`) once they are
   * known. @param groupBy the samples come by group, in each in the query's order
   * @throws {WinnowError} compute_crashed where they are not, or not any more
   */
  readonly query: {
    readonly input: { readonly query: Query; readonly groupBy?: GroupBy };
    readonly progress: never;
    readonly output: {
      /** That of the last `refresh`, 0 before the first. */
      readonly revision: number;
      readonly total: number;
      readonly ids: Uint32Array<ArrayBuffer>;
      /** Where `groupBy` was given. */
      readonly groups: GroupTable | null;
      readonly milliseconds: number;
    };
  };
  /** See `FacetFields`; what is absent is of FIRST_FIELDS. */
  readonly facets: {
    readonly input: {
      readonly query: Query;
      readonly texts?: readonly AnyTextField[];
      readonly ranges?: readonly AnyNumberField[];
      readonly scales?: Readonly<Record<string, HistogramScale>>;
      readonly claims?: readonly Claim[];
    };
    readonly progress: never;
    readonly output: Facets;
  };
  /** The fields that there are. @param run whose predictions; null: the active one's */
  readonly fields: {
    readonly input: { readonly run: string | null };
    readonly progress: never;
    readonly output: readonly FacetField[];
  };
  /** Whether the values to sort by are there. `generation` rises when vectors may have changed. */
  readonly hasSimilarity: {
    readonly input: { readonly sort: SimilaritySort };
    readonly progress: never;
    readonly output: { readonly isKnown: boolean; readonly generation: number };
  };
  /** Values to sort by, either way, until vectors change; not taken where they did after `generation`. @param ids samples with a vector, ascending */
  readonly similarity: {
    readonly input: {
      readonly sort: SimilaritySort;
      readonly generation: number;
      readonly ids: Uint32Array;
      readonly values: Float32Array;
    };
    readonly progress: never;
    readonly output: null;
  };
  /** A field of every sample, by id: to colour by. Of tags a sample's first by name, of issues the first in the order of kinds. */
  readonly column: {
    /** @param run whose predictions; absent: the active one's */
    readonly input: { readonly field: TextField | NumberField; readonly run?: string };
    readonly progress: never;
    readonly output: { readonly revision: number; readonly ids: Uint32Array<ArrayBuffer> } & WholeColumn;
  };
  /** Cuts other than the defaults, and settings for labels, from now on; the revision rises. The one who calls has written them down. */
  readonly setCuts: {
    readonly input: { readonly revision: number; readonly cuts: Cuts; readonly settings?: JudgingSettings };
    readonly progress: never;
    readonly output: null;
  };
  /** Every kind, in order, those without samples too. */
  readonly issues: {
    readonly input: { readonly query: Query | null };
    readonly progress: never;
    readonly output: readonly IssueCount[];
  };
  /** What is wrong with classes as a whole, over the samples of a query that are not missing; as `classIssues` orders them. */
  readonly classIssues: {
    readonly input: { readonly query: Query | null };
    readonly progress: never;
    readonly output: readonly ClassIssue[];
  };
  /** Samples with an issue, most severe first, ties by id; limited to those of a query, where one is given. */
  readonly rank: {
    readonly input: { readonly kind: IssueKind; readonly query: Query | null; readonly offset: number; readonly limit: number };
    readonly progress: never;
    readonly output: {
      readonly total: number;
      readonly ids: Uint32Array<ArrayBuffer>;
      readonly scores: Float64Array<ArrayBuffer>;
    };
  };
  /** Groups of a kind, worst first: open before decided, then the surest by their weakest link, then the largest, then by id. */
  readonly groups: {
    readonly input: {
      readonly kind: GroupKind;
      /** Limited to groups with a sample that matches, where one is given. */
      readonly query: Query | null;
      readonly onlyOpen: boolean;
      readonly offset: number;
      readonly limit: number;
    };
    readonly progress: never;
    readonly output: {
      readonly revision: number;
      /** Groups that match, decided ones too; with `onlyOpen` the list has `open` of them. */
      readonly total: number;
      readonly open: number;
      /** The least id of each group. */
      readonly groupIds: Uint32Array<ArrayBuffer>;
      readonly isOpen: Uint8Array<ArrayBuffer>;
      /** All members that are there of group k are `members[ends[k - 1] … ends[k]]`, by id. */
      readonly ends: Uint32Array<ArrayBuffer>;
      readonly members: Uint32Array<ArrayBuffer>;
      /** Which partition each group is one of: index into DUPLICATE_KINDS. */
      readonly partitions: Uint8Array<ArrayBuffer>;
    };
  };
  /** Numbers of some samples in the order asked, NaN where missing, and the issues they have as bits by ISSUE_KINDS. */
  readonly values: {
    /** @param run whose predictions; absent: the active one's */
    readonly input: { readonly ids: Uint32Array; readonly fields: readonly NumberField[]; readonly run?: string };
    readonly progress: never;
    readonly output: {
      readonly columns: readonly Float64Array<ArrayBuffer>[];
      readonly issues: Uint32Array<ArrayBuffer>;
      /** Severity of each sample's issues, by sample and then by ISSUE_KINDS; NaN where it has none. */
      readonly severities: Float32Array<ArrayBuffer>;
    };
  };
  /** What a run, absent: the active one, says of some samples: places in its classes in the order asked, -1: nothing. */
  readonly predicted: {
    readonly input: { readonly ids: Uint32Array; readonly run?: string };
    readonly progress: never;
    readonly output: { readonly classes: readonly string[]; readonly places: Int32Array<ArrayBuffer> };
  };
  /** Samples, or boxes of a run of boxes, counted by label and prediction. @param run id; null: the active one @param detection null: as set */
  readonly confusion: {
    readonly input: { readonly run: number | null; readonly query: Query | null; readonly detection?: DetectionSettings | null };
    readonly progress: never;
    readonly output: ConfusionAnswer & { readonly counts: Uint32Array<ArrayBuffer> };
  };
  /** Given boxes and those of a run over one list of classes, of a query's samples that are annotated; to be measured elsewhere. */
  readonly comparedBoxes: {
    readonly input: { readonly run: number | null; readonly query: Query | null };
    readonly progress: never;
    readonly output: Omit<DetectionAnswer, 'metrics' | 'labels' | 'predictions'> & {
      readonly labels: LabelBoxes;
      readonly predictions: PredictedBoxes;
    };
  };
  /** Boxes of some samples, given and of a run, with what became of them. @param run absent: the active one, where it has boxes */
  readonly sampleBoxes: {
    readonly input: { readonly ids: Uint32Array; readonly run?: string };
    readonly progress: never;
    readonly output: readonly SampleBoxes[];
  };
  /** Every box of some samples, given and of the active run, in the order of the samples. */
  readonly objects: {
    readonly input: { readonly ids: Uint32Array };
    readonly progress: never;
    readonly output: ObjectsAnswer & { readonly columns: ObjectColumns };
  };
  /** @param run id; null: the active one @param class of the curve; null: none */
  readonly evaluation: {
    readonly input: { readonly run: number | null; readonly query: Query | null; readonly class: string | null };
    readonly progress: never;
    readonly output: EvaluationAnswer;
  };
  /** Confusion matrices of two runs over the samples that both have seen. */
  readonly compareRuns: {
    readonly input: { readonly before: number; readonly after: number; readonly query: Query | null };
    readonly progress: never;
    readonly output: CompareRunsAnswer & {
      readonly before: Uint32Array<ArrayBuffer>;
      readonly after: Uint32Array<ArrayBuffer>;
    };
  };
  /** What the active run says of the labels of some samples, in the order asked. */
  readonly labelFacts: {
    readonly input: { readonly ids: Uint32Array };
    readonly progress: never;
    readonly output: {
      /** Its name; null where nothing can be said. */
      readonly run: string | null;
      readonly suggested: readonly (string | null)[];
      /** Of the suggested class, and of the given one; NaN where the run does not say. */
      readonly probability: Float32Array<ArrayBuffer>;
      readonly given: Float32Array<ArrayBuffer>;
    };
  };
  readonly histogram: {
    readonly input: { readonly field: NumberField; readonly query: Query | null };
    readonly progress: never;
    readonly output: RangeFacet;
  };
  readonly count: {
    readonly input: { readonly query: Query; readonly by: TextField | null };
    readonly progress: never;
    readonly output: {
      readonly count: number;
      readonly by: readonly { readonly value: string | null; readonly count: number }[] | null;
    };
  };
};
