import type { AppliedLabels } from './applied-labels.ts';
import type { RefusedFormat } from './known-refusals.ts';
import type { LabelFilesSummary } from './label-files.ts';
import type { Layout } from './layout.ts';
import type { DatasetId } from './sample.ts';

/** An open dataset, as the page and the CLI see it. */
export interface DatasetInfo {
  readonly id: DatasetId;
  readonly name: string;
  /** Real path of the folder on this machine. */
  readonly folder: string;
  /** False while the folder cannot be reached: the index can be looked at, files cannot. */
  readonly isFolderPresent: boolean;
  /** Another Winnow is writing to it, or the index cannot be written to. Null: it can be written to. */
  readonly readOnlyBecause: string | null;
  readonly samples: number;
  /** An index job has come to its end at least once since the index was made. */
  readonly wasIndexed: boolean;
  /** Rises with every change of a sample, tag or layout; a query's answer belongs to one revision. */
  readonly revision: number;
  /** What the folders look like, and what is applied (the user can change or undo it). */
  readonly detectedLayout: Layout;
  readonly layout: Layout;
  /** True once the user has seen and accepted, changed or undone the detected layout. */
  readonly isLayoutConfirmed: boolean;
  readonly classes: readonly string[];
  readonly splits: readonly string[];
  readonly tags: readonly string[];
  /** Annotations or a run have boxes. */
  readonly hasBoxes: boolean;
  /** What annotation files say. */
  readonly labels: AppliedLabels;
  /** Formats of files in the folder that are not read, as the last index job found them. */
  readonly refused: readonly RefusedFormat[];
  /** Tars whose pictures are read in place; null: there are none. */
  readonly shards: ShardsSummary | null;
  readonly undoDepth: number;
  readonly redoDepth: number;
  /** Things the user must know, said once: a corrupt database was kept aside and rebuilt, … */
  readonly notices: readonly string[];
}

/** A dataset that was opened before. */
export interface RecentDataset {
  readonly id: DatasetId;
  readonly name: string;
  readonly folder: string;
  readonly isFolderPresent: boolean;
  readonly samples: number;
  readonly openedMs: number;
}

/** What was found in tars. */
export interface ShardsSummary {
  readonly files: number;
  /** Members that are images. */
  readonly pictures: number;
  /** What of them could not be used: the first hundred. */
  readonly problems: readonly ShardProblem[];
}

export interface ShardProblem {
  /** Of the tar. */
  readonly path: string;
  /** In words: `is cut off within "0007.jpg"`. */
  readonly problem: string;
}

/** Problems that are told in one notice. */
const MOST_TOLD = 3;

/** What could not be used of tars, for a notice; null: all of them could. */
export function describeShardProblems(problems: readonly ShardProblem[]): string | null {
  if (problems.length === 0) return null;
  const told = problems.slice(0, MOST_TOLD).map(({ path, problem }) => `${path}: ${problem}`);
  const more = problems.length > told.length ? [`and ${problems.length - told.length} more, which winnow index lists`] : [];
  return `Not all that is in the tars can be used. ${[...told, ...more].join('; ')}.`;
}

/** What `winnow index` prints and an index job's `result` holds. */
export interface IndexSummary {
  readonly samples: number;
  readonly ok: number;
  readonly corrupt: number;
  readonly unsupported: number;
  readonly unreadable: number;
  readonly missing: number;
  /** Files that are no images: neither by extension nor by content; counted, not listed. */
  readonly ignored: number;
  readonly added: number;
  readonly changed: number;
  readonly moved: number;
  readonly removed: number;
  readonly unchanged: number;
  readonly classes: readonly string[];
  readonly splits: Readonly<Record<string, number>>;
  /** Folders and tars that could not be read; what is known of the samples in them was left as it was. */
  readonly unreadableFolders: readonly string[];
  /** Of tars whose pictures are read in place; absent: there are none. */
  readonly shards?: ShardsSummary;
  /** Of annotation files in the folder, beside it or named; absent: there are none. */
  readonly labels?: readonly LabelFilesSummary[];
  /** Formats of files in the folder that are not read; absent: there are none. */
  readonly refused?: readonly RefusedFormat[];
  readonly seconds: number;
  readonly imagesPerSecond: number;
  readonly peakRssMb: number;
}
