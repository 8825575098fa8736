import { z } from 'zod';

/** What became of a row of a table of addresses. Only `unreachable` is tried again by itself. */
export const FETCH_STATUSES = [
  'fetched',
  /** Its address stands in an earlier row; it has that row's file. */
  'duplicate',
  /** No address, one that is never asked, or the host does not want it fetched. */
  'refused',
  'gone',
  'not-image',
  'too-large',
  'unreachable',
] as const;
export type FetchStatus = (typeof FETCH_STATUSES)[number];

/** What columns of the table hold; null: none does. */
export const FETCH_ROLES = ['url', 'key', 'licence', 'label', 'caption'] as const;
export type FetchRole = (typeof FETCH_ROLES)[number];
export type FetchColumns = Readonly<Record<FetchRole, string | null>>;

const column = z.string().min(1).nullable().optional();
export const chosenColumnsSchema = z.object({ url: column, key: column, licence: column, label: column, caption: column });
/** Absent: guessed; null: none. */
export type ChosenColumns = z.infer<typeof chosenColumnsSchema>;

/** Defaults of what a fetch may ask of hosts and of this machine. */
export const FETCH_DEFAULTS = {
  perHost: 2,
  /** Between two requests to one host. */
  pauseMs: 200,
  connections: 32,
  maxBytes: 64 * 1024 * 1024,
  timeoutMs: 120_000,
} as const;

export const fetchPreviewRequestSchema = z.object({
  /** Absolute path: CSV, TSV, JSON, JSON lines, Parquet. */
  table: z.string().min(1),
  columns: chosenColumnsSchema.optional(),
});
export type FetchPreviewRequest = z.infer<typeof fetchPreviewRequestSchema>;

export const fetchRequestSchema = fetchPreviewRequestSchema.extend({
  /** Absolute path: a new folder, an empty one, or one that this table was fetched into before. */
  folder: z.string().min(1),
  /** E-mail address or web address of whoever is responsible, told to every host. */
  contact: z.string(),
  /** Connections to one host at a time. */
  perHost: z.number().int().min(1).max(16).default(FETCH_DEFAULTS.perHost),
  /** Between two requests to one host; a host's own Crawl-delay counts where it is longer. */
  pauseMs: z.number().int().min(0).max(600_000).default(FETCH_DEFAULTS.pauseMs),
  /** Connections at a time. */
  connections: z.number().int().min(1).max(256).default(FETCH_DEFAULTS.connections),
  /** Largest file. */
  maxBytes: z.number().int().min(1).default(FETCH_DEFAULTS.maxBytes),
  /** For one file, from the request to its last byte. */
  timeoutMs: z.number().int().min(100).max(3_600_000).default(FETCH_DEFAULTS.timeoutMs),
  /** Tries rows again, too, that failed for good. */
  retry: z.boolean().default(false),
  /** Lets addresses of the table lead to this machine and its network. */
  allowPrivate: z.boolean().default(false),
});
/** As it is asked for. */
export type FetchRequest = z.input<typeof fetchRequestSchema>;
/** With what was not said. */
export type FetchPlan = z.output<typeof fetchRequestSchema>;

export interface FetchPreviewColumn {
  readonly name: string;
  readonly role: FetchRole | null;
  readonly examples: readonly string[];
}

/** How a table would be read, by its first rows. */
export interface FetchPreview {
  readonly format: string;
  /** Null where only reading all of it tells. */
  readonly rows: number | null;
  readonly columns: readonly FetchPreviewColumn[];
  readonly mapping: FetchColumns;
  /** Of the first rows: how many were looked at, and the hosts they name, the most frequent first. */
  readonly looked: number;
  readonly hosts: readonly { readonly host: string; readonly rows: number }[];
}

export interface FetchedHost {
  readonly host: string;
  /** In the table. */
  readonly rows: number;
  readonly fetched: number;
  readonly failed: number;
}

export interface FetchFailures {
  readonly status: FetchStatus;
  readonly count: number;
  /** One of them, in full. */
  readonly example: { readonly row: number; readonly url: string; readonly reason: string };
}

/** How far a fetch is. */
export interface FetchProgress {
  /** Of the table. */
  readonly rows: number;
  /** Rows that were settled before this fetch began. */
  readonly before: number;
  readonly counts: Readonly<Record<FetchStatus, number>>;
  /** Received and kept by this fetch. */
  readonly bytes: number;
  /** Those with most rows. */
  readonly hosts: readonly FetchedHost[];
  readonly hostCount: number;
  readonly failures: readonly FetchFailures[];
}

/** What a fetch came to. Counts are of all rows, whichever run settled them. */
export interface FetchSummary extends FetchProgress {
  readonly folder: string;
  /** The list of all rows, below the folder. */
  readonly list: string;
  readonly seconds: number;
}

/** Rows without a file. */
export function failedRows(counts: FetchProgress['counts']): number {
  return counts.refused + counts.gone + counts['not-image'] + counts['too-large'] + counts.unreachable;
}
