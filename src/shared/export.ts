import type { SplitReport, SplitRules } from './split.ts';

export const EXPORT_FORMATS = [
  'folders',
  'csv',
  'jsonl',
  'coco',
  'yolo',
  'voc',
  'openimages',
  'cvat',
  'labelme',
  'kitti',
  'huggingface',
  'fiftyone',
  'label-fixes',
  'paths',
] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const FILE_MODES = ['copy', 'hardlink', 'symlink', 'none'] as const;
/** `none`: tables only. `hardlink` shares the bytes of the originals: said before it is done. */
export type FileMode = (typeof FILE_MODES)[number];

/** How tables call files: from the export's folder (the dataset's, where no files are written), or from the root. */
export const PATH_STYLES = ['relative', 'absolute'] as const;
export type PathStyle = (typeof PATH_STYLES)[number];

/** What happens to classes that are not in a list given. */
export const OTHER_CLASSES = ['refuse', 'drop'] as const;
export type OtherClasses = (typeof OTHER_CLASSES)[number];

export const KEEP_OR_DROP = ['keep', 'drop'] as const;

/** What pictures can be encoded in. */
export const PICTURE_FORMATS = ['jpeg', 'png', 'webp'] as const;
export type PictureFormat = (typeof PICTURE_FORMATS)[number];

/** Why a sample was left out of an export. */
export const LEFT_OUT_REASONS = [
  'not in the query',
  'tagged remove',
  'unlabeled',
  'class not listed',
  'over the target',
  'corrupt',
  'unsupported',
  'unreadable',
  'missing',
  'pending',
] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/** What was done to a sample's file on its way into an export, in the order it was done. */
export type Transformation =
  /** Its name in the dataset, where it has another in the export. */
  | { readonly kind: 'renamed'; readonly from: string }
  | { readonly kind: 'private-metadata-stripped' }
  /** It has some, and this format cannot lose it without being encoded anew. */
  | { readonly kind: 'private-metadata-kept' }
  | { readonly kind: 'flipped' }
  /** Clockwise; corners that fall outside are cut off. */
  | { readonly kind: 'rotated'; readonly degrees: number }
  /** In pixels of the picture before. */
  | { readonly kind: 'cropped'; readonly left: number; readonly top: number; readonly width: number; readonly height: number }
  /** 1: as it was. */
  | { readonly kind: 'brightened'; readonly factor: number }
  | { readonly kind: 'resized'; readonly width: number; readonly height: number }
  | { readonly kind: 'converted'; readonly format: PictureFormat };

/** One line of winnow-manifest.jsonl, one per exported file. */
export interface ManifestRow {
  /** In the export, `/` between folders; null: no files were written. */
  readonly path: string | null;
  /** Of the file in the export, hex; null: no files were written. */
  readonly sha256: string | null;
  readonly sizeBytes: number | null;
  /** Path in the dataset. */
  readonly source: string;
  /** Of the file in the dataset, hex. */
  readonly sourceSha256: string | null;
  /** In the export. */
  readonly label: string | null;
  /** What folders or an import say; another one where the user relabelled it. */
  readonly labelBefore: string | null;
  /** In the export. */
  readonly split: string | null;
  /** In the dataset. */
  readonly splitBefore: string | null;
  readonly tags: readonly string[];
  readonly transformations: readonly Transformation[];
  /** A file of text that goes with it, as YOLO has; null: none. */
  readonly sidecar: { readonly path: string; readonly sha256: string } | null;
  /** A copy made to balance classes, changed or, where there are boxes, as it is: where the sample itself is in the export; null: it is the sample itself. */
  readonly augmentedFrom: string | null;
}

/** A decision behind a sample that is left out. */
export interface LineageDecision {
  readonly id: number;
  readonly kind: string;
  readonly value: string | null;
  /** ISO 8601. */
  readonly at: string;
  /** Null: not recorded. */
  readonly by: string | null;
  /** That found the samples; null: they were named. */
  readonly query: string | null;
}

/** One line of winnow-removed.jsonl, one per sample of the dataset that the export leaves out. */
export interface RemovedRow {
  readonly source: string;
  readonly sha256: string | null;
  readonly reason: LeftOutReason;
  /** Of a file that could not be used: in words, why. */
  readonly detail: string | null;
  readonly label: string | null;
  readonly split: string | null;
  readonly tags: readonly string[];
  /** The newest that stands and gave it the tag `remove`, or else another tag it has; null: none did. */
  readonly decision: LineageDecision | null;
  /** The issue that decision was about, or else the first of `issues`; null: none is known. */
  readonly issue: string | null;
  /** All it had then. */
  readonly issues: readonly string[];
}

/** What an export that strips private metadata did. */
export interface StripCounts {
  /** Files written without the private metadata they had. */
  readonly stripped: number;
  /** By format: files that keep theirs, since it cannot be taken out without encoding the picture anew. */
  readonly kept: Readonly<Record<string, number>>;
}

/** Boxes in an export. */
export interface BoxCounts {
  /** In the order of their numbers. */
  readonly classes: readonly string[];
  readonly exported: number;
  /** Samples that annotations speak of, those without a box too. */
  readonly annotated: number;
  /** Left out, their class not being in the list given. */
  readonly dropped: number;
}

/** How the splits of an export came about, and what they are. */
export interface SplitRecord {
  readonly rules: SplitRules;
  readonly report: SplitReport;
}

/** A computation that the index holds results of. */
export interface LineageRun {
  readonly id: number;
  readonly kind: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Of Winnow. */
  readonly version: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
}

/** An embedding model, or a run of predictions, that the dataset has. */
export interface LineageModel {
  readonly name: string;
  /** SHA-256 of the model's file or of all that decides its vectors, hex; null: not known, as of predictions from a table. */
  readonly sha256: string | null;
  readonly use: 'embedding' | 'predictions';
  /** Place in `runs`' ids; null: not known. */
  readonly run: number | null;
  readonly origin: string | null;
}

/** winnow-lineage.json in an export: what the others are about. */
export interface Lineage {
  /** Version of Winnow. */
  readonly winnow: string;
  readonly versions: Readonly<Record<string, string>>;
  /** ISO 8601: when it was planned, also of an export that was interrupted and resumed. */
  readonly createdAt: string;
  readonly by: string;
  /** SHA-256 of all that decides the export, hex: the same plan, the same export. */
  readonly plan: string;
  readonly source: { readonly folder: string; readonly datasetId: string; readonly samples: number };
  readonly query: string;
  readonly format: ExportFormat;
  readonly files: FileMode;
  /** As they were asked for. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Samples, those that were made to balance classes not among them. */
  readonly exported: number;
  /** Copies made to balance classes. */
  readonly augmented: number;
  readonly leftOut: Readonly<Partial<Record<LeftOutReason, number>>>;
  /** Of samples, in the order of their numbers in every split. */
  readonly classes: readonly string[];
  readonly splits: Readonly<Record<string, number>>;
  /** Of boxes, likewise; absent: the format says none. */
  readonly boxes?: BoxCounts;
  readonly split?: SplitRecord;
  /** Absent: private metadata were left as they are. */
  readonly privateMetadata?: StripCounts;
  /** By class; absent: not asked for. */
  readonly weights?: Readonly<Record<string, number>>;
  readonly runs: readonly LineageRun[];
  readonly models: readonly LineageModel[];
  /** SHA-256 of winnow-manifest.jsonl, winnow-removed.jsonl and every table and fixed file, by path in the export. */
  readonly tables: Readonly<Record<string, string>>;
}

/** What an export prints and its job's `result` holds; with `dryRun`, what it would do. */
export interface ExportSummary {
  readonly out: string;
  readonly dryRun: boolean;
  readonly format: ExportFormat;
  readonly files: FileMode;
  readonly exported: number;
  /** Copies beside them, to balance classes. */
  readonly augmented: number;
  readonly leftOut: Lineage['leftOut'];
  readonly classes: readonly string[];
  readonly boxes?: BoxCounts;
  readonly splits: Readonly<Record<string, number>>;
  /** Samples by class, the format saying classes; those without one are not counted. */
  readonly perClass: Readonly<Record<string, number>>;
  /** Files that have another name than in the dataset. */
  readonly renamed: number;
  /** Of the files; before pictures are encoded anew it is a guess. */
  readonly bytes: number;
  readonly seconds: number;
  /** By class; absent: not asked for. */
  readonly weights?: Readonly<Record<string, number>>;
  /** An export that was interrupted was gone on with: files that were there already. */
  readonly resumed: number;
  /** Files read again and found to be the indexed ones. */
  readonly verified: number;
  /** Samples that lie in tars while no files are written: loaders cannot open their paths. Absent: none. */
  readonly unopened?: number;
  readonly split?: SplitRecord;
  /** Absent: private metadata were left as they are; and from a dry run, which opens no files. */
  readonly privateMetadata?: StripCounts;
}

/** What differs between an export and its manifest. */
export interface VerifyProblem {
  /** Relative to the export. */
  readonly path: string;
  readonly kind: 'missing' | 'changed' | 'unreadable' | 'extra' | 'malformed';
  /** For a person, after the path: "has other bytes than the manifest says". */
  readonly message: string;
  /** Path in the source dataset; null for what is no sample. */
  readonly source: string | null;
}

/** What `winnow verify` finds. */
export interface Verification {
  readonly ok: boolean;
  /** Files read and compared: those of samples, and the tables. */
  readonly checked: number;
  readonly problemCount: number;
  /** The first 1,000. */
  readonly problems: readonly VerifyProblem[];
}
