/** Files of predictions: how they are read, shown before they are imported, so that a person can say otherwise. */

/** Told by content. coco: boxes, as pycocotools reads results. */
export const PREDICTION_FORMATS = ['csv', 'jsonl', 'json', 'parquet', 'npy', 'npz', 'coco'] as const;
export type PredictionFormat = (typeof PREDICTION_FORMATS)[number];

/** How numbers become probabilities: as they are given; divided by 100; by softmax, which also takes logarithms of probabilities. */
export const VALUE_KINDS = ['probabilities', 'percentages', 'logits'] as const;
export type ValueKind = (typeof VALUE_KINDS)[number];

/**
 * How a path of the file finds its sample, the surest first.
 * exact: as it is written. normalized: `\` as `/`, without `./`, whatever its case and Unicode form. absolute: below the
 * dataset's folder. suffix: one of the two ends with the other, and no other sample does. name: the only one of its file
 * name. stem: the same less extensions.
 */
export const MATCH_RULES = ['exact', 'normalized', 'absolute', 'suffix', 'name', 'stem'] as const;
export type MatchRule = (typeof MATCH_RULES)[number];

/** Which column says what, by name. A plain value: guessed, shown, changed, sent back. */
export interface ColumnMapping {
  readonly path: string | null;
  /** The predicted class; without it the most probable one. */
  readonly prediction: string | null;
  /** Of the predicted class; without it its probability. */
  readonly confidence: string | null;
  /** Given labels that the file repeats; never imported. */
  readonly label: string | null;
  readonly probabilities: ProbabilityColumns | null;
  /** What the numbers of `probabilities` are. */
  readonly values: ValueKind;
  readonly confidenceValues: Exclude<ValueKind, 'logits'>;
  /** Classes by place: of a list of numbers, and of predictions that are whole numbers from 0. */
  readonly classes: readonly string[] | null;
  /** Tried in the order of MATCH_RULES. */
  readonly rules: readonly MatchRule[];
}

export type ProbabilityColumns =
  | { readonly kind: 'columns'; readonly columns: readonly ClassColumn[] }
  /** One column that holds a list of numbers, in the order of `classes`. */
  | { readonly kind: 'list'; readonly column: string };

export interface ClassColumn {
  readonly column: string;
  readonly className: string;
}

/** Several labels per sample: a row for each (long), or a column for each annotator (wide). */
export interface AnnotatorMapping {
  readonly path: string;
  readonly labels:
    | { readonly kind: 'long'; readonly annotator: string; readonly label: string }
    | { readonly kind: 'wide'; readonly columns: readonly string[] };
  /** Of labels that are whole numbers from 0. */
  readonly classes: readonly string[] | null;
  readonly rules: readonly MatchRule[];
}

/**
 * missing-path: no path in its row. unmatched-path: no such sample. ambiguous-path: several could be meant.
 * duplicate-sample: another row had it already; the surer match counts, then the higher confidence, then the later row.
 * unknown-class: one that no sample is labelled with; kept. missing-value: nothing predicted, or some class without a number:
 * the row's probabilities are not used. bad-value: no number where one should be, as missing. out-of-range: a probability
 * outside 0–1; kept. row-sum: probabilities that do not sum to 1; kept. not-highest: the predicted class is not the most
 * probable one; kept. extra-cells: another number of cells than the header has. unknown-image: of boxes, an image that the
 * annotations do not name. bad-box: no box, or numbers that are none; left out. other-size: the annotations say another size of the
 * picture than it has; kept. no-size: boxes in shares of a picture that could not be decoded; left out. bad-file: an annotation file that cannot be read. labelled-before: files of another
 * format say what the picture is already; left as they say. several-labels: a picture of more than one class; all are kept in fields.
 */
export const FILE_PROBLEMS = [
  'missing-path',
  'unmatched-path',
  'ambiguous-path',
  'duplicate-sample',
  'unknown-class',
  'missing-value',
  'bad-value',
  'out-of-range',
  'row-sum',
  'not-highest',
  'extra-cells',
  'unknown-image',
  'bad-box',
  'other-size',
  'no-size',
  'bad-file',
  'labelled-before',
  'several-labels',
] as const;
export type FileProblemKind = (typeof FILE_PROBLEMS)[number];

export interface FileProblem {
  readonly kind: FileProblemKind;
  /** Rows; of unknown-class, classes. */
  readonly count: number;
  /** The first ones. */
  readonly examples: readonly ProblemExample[];
}

export interface ProblemExample {
  /** Place in the file, from 1, without the header; null where it is about no single row. */
  readonly row: number | null;
  readonly text: string;
}

/** What reading a file came to. */
export interface ReadCounts {
  readonly rows: number;
  /** Samples that have something to import. */
  readonly samples: number;
  /** Rows by the rule that found their sample. */
  readonly matchedBy: Readonly<Record<MatchRule, number>>;
  /** Those that occur, in the order of FILE_PROBLEMS. */
  readonly problems: readonly FileProblem[];
}

export const COLUMN_ROLES = ['path', 'prediction', 'confidence', 'label', 'probability', 'list', 'ignored'] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

export interface PreviewColumn {
  readonly name: string;
  readonly role: ColumnRole;
  /** The first values, as text. */
  readonly examples: readonly string[];
}

/** What is missing before anything can be imported. */
export const PREVIEW_NEEDS = ['path', 'paths-file', 'prediction', 'classes', 'other-classes'] as const;
export type PreviewNeed = (typeof PREVIEW_NEEDS)[number];

export interface PredictionPreview {
  readonly format: PredictionFormat;
  readonly columns: readonly PreviewColumn[];
  readonly mapping: ColumnMapping;
  readonly needs: readonly PreviewNeed[];
  /** Null while something is needed. */
  readonly counts: ReadCounts | null;
  /** That the run will have, in their order; empty while something is needed. */
  readonly classes: readonly string[];
  /** Of boxes. */
  readonly boxes: number | null;
  /** Where the file looks like what several people called the pictures; null: it does not. */
  readonly annotators: AnnotatorPreview | null;
}

/** What importing a file of several annotators' labels would do. */
export interface AnnotatorPreview {
  readonly mapping: AnnotatorMapping;
  readonly counts: ReadCounts;
  readonly annotators: readonly { readonly name: string; readonly labels: number }[];
  readonly classes: readonly string[];
  readonly labels: number;
  /** Samples whose labels are not all the same. */
  readonly disagreements: number;
}
