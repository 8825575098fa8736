import type { AnyTextField, NumberField } from './query.ts';

/** `stratified`: each class in the shares asked for; `random`: only the whole. */
export const SPLIT_BALANCES = ['stratified', 'random'] as const;
export type SplitBalance = (typeof SPLIT_BALANCES)[number];

export interface SplitShare {
  readonly name: string;
  /** In (0, 1]. */
  readonly share: number;
}

/**
 * What keeps samples together beside being copies of each other: the folder they are in; the part of the file name that a
 * regular expression finds (its first group, else all of it); the burst it was taken in; or the value of a field. Samples without one stand alone.
 */
export type SplitGrouping =
  | { readonly by: 'folder' }
  | { readonly by: 'name'; readonly pattern: string }
  | {
      readonly by: 'time';
      /** A longer gap between pictures, by when they were taken, begins a new burst. */
      readonly seconds: number;
      /** Bursts are of one folder each, as of a camera that has a folder of its own. */
      readonly isPerFolder: boolean;
    }
  | { readonly by: 'field'; readonly field: AnyTextField | NumberField };

/** Which split each exported sample goes to. Groups of duplicates stay together in all but `keep`. */
export type SplitRules =
  /** The one it is in. */
  | { readonly mode: 'keep' }
  /** The one it is in, but for the fewest samples that have to move so that no group is in two. */
  | { readonly mode: 'repair'; readonly groupBy: readonly SplitGrouping[]; readonly seed: number }
  | {
      readonly mode: 'new';
      /** They sum to 1. */
      readonly shares: readonly SplitShare[];
      readonly balance: SplitBalance;
      readonly groupBy: readonly SplitGrouping[];
      readonly seed: number;
    };
export const KEEP_SPLITS: SplitRules = { mode: 'keep' };

/** Groups of two samples or more that one key makes. */
export interface KeptGroups {
  /** `duplicates`, `folder`, `name`, `time`, or a field. */
  readonly by: string;
  readonly groups: number;
  readonly samples: number;
}

/** What rules make of the samples to be exported. */
export interface SplitReport {
  /** `target`: as the shares have it, a fraction of a sample too; null where none were asked for. */
  readonly splits: readonly { readonly name: string; readonly count: number; readonly target: number | null }[];
  /** Samples in no split. */
  readonly unsplit: number;
  /** By name, that of samples without a label or box (null) last; `counts` by split; `largestGroup`: most samples of it that stay together. */
  readonly classes: readonly {
    readonly label: string | null;
    readonly counts: readonly number[];
    readonly unsplit: number;
    readonly largestGroup: number;
  }[];
  /** Samples without a label that are counted for every class they have a box of; absent: none is. */
  readonly boxed?: number | undefined;
  readonly keptTogether: readonly KeptGroups[];
  /** Samples that are to be in another split than they are; null where all are dealt anew. */
  readonly moves: number | null;
  /** Groups with samples in two splits or more. */
  readonly leaks: { readonly groups: number; readonly samples: number };
}

export const MOST_SHARES = 20;
export const MOST_GAP_SECONDS = 366 * 86_400;
export const MOST_SEED = 2 ** 31 - 1;
/** Shares are typed by people: `.33,.33,.34` is meant to be all. */
const SHARE_TOLERANCE = 1e-3;

/** Why shares cannot be used, for a person; null: they can. */
export function sharesProblem(shares: readonly SplitShare[]): string | null {
  const names = shares.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) return `Two splits are named “${twice}”; give each a name of its own.`;
  const sum = shares.reduce((total, { share }) => total + share, 0);
  if (Math.abs(sum - 1) <= SHARE_TOLERANCE) return null;
  return `The shares sum to ${percentText(sum)}; expected 100%.`;
}

/** `80%`, `33.3%`. */
export function percentText(share: number): string {
  return `${Number((share * 100).toFixed(1))}%`;
}

/** Why a pattern of names is none; null: it is one. */
export function patternProblem(pattern: string): string | null {
  if (pattern === '') return 'A pattern is missing, such as ^(.+)_\\d+';
  try {
    new RegExp(pattern, 'iu');
    return null;
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
    throw error;
  }
}
