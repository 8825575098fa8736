export const JOB_KINDS = [
  'index',
  'export',
  'sample-dataset',
  'embed',
  'map',
  'arrange',
  'model',
  'fetch',
  'forget',
  'predictions',
  'predict',
  'out-of-fold',
  'annotations',
  'auto-clean',
  'skew',
] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/** The subject of an index job that follows changes in the folder: nobody asked for it. */
export const LIVE = 'changes in the folder';

export const JOB_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** Something that takes over a second: shown in the jobs bar with progress, rate and cancel. */
export interface Job {
  readonly id: string;
  readonly kind: JobKind;
  /** The dataset it works on, if any. */
  readonly datasetId: string | null;
  /** What else it works on: the name of the model that is downloaded, the folder that pictures are downloaded to. */
  readonly subject: string | null;
  readonly state: JobState;
  /** What it is doing now, for a person: "Looking for files", "Reading images". */
  readonly stage: string;
  readonly done: number;
  /** Null while it is not known yet. */
  readonly total: number | null;
  /** Items per second over the last few seconds; null until measured. */
  readonly perSecond: number | null;
  readonly startedMs: number;
  readonly endedMs: number | null;
  /** Why it failed, or what it found (`index` of 300 images: 297 ok, 3 corrupt). */
  readonly message: string | null;
  /** The kind's own summary once done: IndexSummary, ExportSummary… */
  readonly result: unknown;
}
