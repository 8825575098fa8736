import type { ClassIssue } from './class-issues.ts';
import type { DuplicateKind, IssueCount } from './issue.ts';
import type { SampleStatus } from './sample.ts';

/** Samples that have something in common. */
export interface Tally<Name extends string | null = string | null> {
  /** Null: those that have none. */
  readonly name: Name;
  readonly samples: number;
  readonly bytes: number;
}

/** Bin k lies between `edges[k]` and `edges[k + 1]`; edges are spaced evenly in `scale`. */
export interface Histogram {
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  readonly scale: 'linear' | 'log';
}

/** Classes by splits. */
export interface ClassTable {
  /** Names of the columns; null: samples in no split, where there are some. */
  readonly splits: readonly (string | null)[];
  /** The class with most samples first; `counts` by split. */
  readonly rows: readonly { readonly class: string; readonly samples: number; readonly counts: readonly number[] }[];
  /** Samples without a class or a box. */
  readonly unlabeled: number;
  /** Samples without a class that are counted for every class they have a box of; absent: none is. */
  readonly boxed?: number;
}

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** How large the pictures are whose size is known, px. */
export interface PictureSizes {
  readonly pictures: number;
  /** By number of pixels. */
  readonly smallest: ImageSize;
  readonly largest: ImageSize;
  /** Medians of width and of height. */
  readonly median: ImageSize;
  /** The most frequent sizes, at most 5, the most frequent first. */
  readonly common: readonly (ImageSize & { readonly pictures: number })[];
  /** Different pairs of width and height. */
  readonly distinct: number;
  /** Width / height. */
  readonly aspect: Histogram;
  readonly portrait: number;
  readonly square: number;
  readonly landscape: number;
  /** Pictures by width and height; cell (x, y) holds widths of 2^(x / perOctave) to 2^((x + 1) / perOctave) px, heights alike. */
  readonly cells: readonly { readonly x: number; readonly y: number; readonly pictures: number }[];
  readonly perOctave: number;
}

export interface FileSizes {
  readonly files: number;
  readonly empty: number;
  /** Of those that are not empty, bytes; the median within 2%. */
  readonly smallest: number;
  readonly median: number;
  readonly largest: number;
  readonly histogram: Histogram;
}

export type Channels = readonly [red: number, green: number, blue: number];

/** For normalisation: of sRGB values in [0, 1], each picture counting the same, seen at no more than 256 px a side. */
export interface ChannelFigures {
  /** Null: all splits together. */
  readonly split: string | null;
  readonly pictures: number;
  readonly mean: Channels;
  readonly std: Channels;
}

/** A sample shown as an example. */
export interface Example {
  readonly id: number;
  readonly path: string;
  readonly label: string | null;
  /** In [0, 1], lower = worse; null where it does not stand for an issue. */
  readonly score: number | null;
  /** Why it has the issue, for a person; null likewise. */
  readonly reason: string | null;
  readonly hasThumb: boolean;
}

export interface ReportIssue extends IssueCount {
  /** The worst first, at most 4. */
  readonly examples: readonly Example[];
}

export interface DuplicateFigures {
  readonly groups: number;
  readonly samples: number;
  /** Files that are left over when one of each group is kept, the largest. */
  readonly redundant: number;
  readonly redundantBytes: number;
}

/** Duplicate groups that lie in two splits. */
export interface LeakMatrix {
  readonly splits: readonly string[];
  /** `groups[a][b]`: groups with samples in both splits; the diagonal is 0. */
  readonly groups: readonly (readonly number[])[];
}

export interface ReportDuplicates {
  /** False: no search for duplicates has come to its end yet. */
  readonly isSearched: boolean;
  /** Exact, pixel, near: of a wider kind are groups that are not wholly of a narrower one, with the narrower ones in them. */
  readonly kinds: readonly (DuplicateFigures & { readonly kind: DuplicateKind })[];
  /** Every group once, as the widest kind has it. */
  readonly all: DuplicateFigures;
  /** Null: fewer than two splits. */
  readonly leaks: LeakMatrix | null;
}

/** What stands now; what was undone is not in it. */
export interface ReportDecisions {
  readonly decisions: number;
  readonly undone: number;
  readonly lastMs: number | null;
  /** Samples by tag, the most frequent first. */
  readonly tags: readonly Tally<string>[];
  /** Said to be no issue, by kind. */
  readonly kept: readonly { readonly kind: string; readonly samples: number }[];
  /** Samples with another label than their folders or an import say. */
  readonly relabeled: number;
  /** Groups that were told apart. */
  readonly notDuplicates: number;
}

/** A computation that the figures rest on. */
export interface ReportRun {
  readonly id: number;
  readonly kind: string;
  /** Of Winnow. */
  readonly version: string;
  readonly startedMs: number;
  readonly seconds: number | null;
  readonly state: string;
}

/** What `winnow report --json` prints and the report's page is made of. */
export interface Report {
  readonly name: string;
  /** Real path of the folder. */
  readonly folder: string;
  readonly madeMs: number;
  /** Version of Winnow. */
  readonly version: string;
  /** Without missing ones, as everywhere below but in `statuses`. */
  readonly samples: number;
  readonly bytes: number;
  /** Samples with an issue that is not a minor one, in an open group or not tagged "remove" or "keep". */
  readonly needAttention: number;
  readonly statuses: readonly Tally<SampleStatus>[];
  readonly formats: readonly Tally[];
  /** Empty: the dataset has no splits. */
  readonly splits: readonly Tally[];
  readonly classes: ClassTable;
  readonly classIssues: readonly ClassIssue[];
  /** Null: no picture's size is known. */
  readonly pictures: PictureSizes | null;
  readonly files: FileSizes | null;
  /** All splits together, then each split; empty where nothing was measured. */
  readonly channels: readonly ChannelFigures[];
  readonly issues: readonly ReportIssue[];
  readonly duplicates: ReportDuplicates;
  readonly decided: ReportDecisions;
  /** The newest of each kind first. */
  readonly runs: readonly ReportRun[];
  /** What the pictures look like: one of each of the most frequent classes, or a few from all over. */
  readonly faces: readonly Example[];
}

/** What the report's page and the window around it say to each other: sandboxed, neither can reach into the other. */
export const REPORT_MESSAGES = {
  /** From the page: it is there. */
  ready: 'winnow:report-ready',
  /** To the page: print yourself. */
  print: 'winnow:report-print',
} as const;

/** "Ten examples per trainable parameter", a rule of thumb. */
export const SAMPLES_PER_PARAMETER = 10;
