import type { SplitReport, SplitRules } from './split.ts';

export const EXPORT_FORMATS = ['folders', 'csv', 'jsonl', 'coco', 'yolo', 'voc', 'paths'] as const;
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

/** Why a sample was left out of an export. */
export type LeftOutReason =
  | 'not in the query'
  | 'class not listed'
  | 'corrupt'
  | 'unsupported'
  | 'unreadable'
  | 'missing'
  | 'pending';

/** One line of manifest.jsonl in an export, one per sample of the dataset: where it went, or why it did not. */
export interface ManifestEntry {
  /** Path in the source dataset. */
  readonly source: string;
  /** SHA-256 of the bytes, hex; null where the file could not be read. */
  readonly sha256: string | null;
  readonly sizeBytes: number;
  readonly label: string | null;
  /** What its folders or an import say, where the user gave another label; absent: that is `label`. */
  readonly labelBefore?: string | null;
  /** In the export; of a sample that is left out, in the dataset. */
  readonly split: string | null;
  /** In the dataset, where the export has it in another; absent: the same. */
  readonly splitBefore?: string | null;
  readonly tags: readonly string[];
  /** Path in the export, `/` between folders; null: left out, or `--files none`. */
  readonly exported: string | null;
  readonly leftOut: LeftOutReason | null;
  /** Of the exported file, hex, where its private metadata were taken out; absent: the bytes are the source's. */
  readonly exportedSha256?: string;
  /** Size of that file. */
  readonly exportedBytes?: number;
  /** What became of private metadata in an export that strips them; absent: none were found. */
  readonly privateMetadata?: 'stripped' | 'kept';
  /** A file of text that goes with it; absent: none. */
  readonly sidecar?: { readonly path: string; readonly sha256: string };
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

/** manifest.json in an export. */
export interface Manifest {
  readonly winnow: string;
  readonly createdAt: string;
  readonly source: { readonly folder: string; readonly datasetId: string; readonly samples: number };
  readonly query: string;
  readonly format: ExportFormat;
  readonly files: FileMode;
  readonly exported: number;
  readonly leftOut: Readonly<Partial<Record<LeftOutReason, number>>>;
  /** Of samples, in the order of their numbers in every split. */
  readonly classes: readonly string[];
  /** Of boxes, likewise; absent: the format says none. */
  readonly boxes?: BoxCounts;
  readonly splits: Readonly<Record<string, number>>;
  /** SHA-256 of manifest.jsonl, and of every table and fixed file by its path in the export. */
  readonly tables: Readonly<Record<string, string>>;
  readonly split?: SplitRecord;
  /** Absent: private metadata were left as they are. */
  readonly privateMetadata?: StripCounts;
}

/** What an export prints and its job's `result` holds; with `dryRun`, what it would do. */
export interface ExportSummary {
  readonly out: string;
  readonly dryRun: boolean;
  readonly format: ExportFormat;
  readonly files: FileMode;
  readonly exported: number;
  readonly leftOut: Manifest['leftOut'];
  readonly classes: readonly string[];
  readonly boxes?: BoxCounts;
  readonly splits: Readonly<Record<string, number>>;
  readonly bytes: number;
  readonly seconds: number;
  /** Files read again and found to be the indexed ones. */
  readonly verified: number;
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
