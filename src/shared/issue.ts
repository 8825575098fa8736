import type { BoxPlace, BoxProblem } from './box.ts';
import { type AnyScoreField, SCORES } from './score.ts';

/** Kinds of issues, in the order they are listed. */
export const ISSUE_KINDS = [
  'corrupt',
  'unsupported',
  'wrong-extension',
  'leak',
  'label-conflict',
  'exact-duplicate',
  'pixel-duplicate',
  'near-duplicate',
  'label',
  'annotator-disagreement',
  'box',
  'outlier',
  'dark',
  'light',
  'blurry',
  'low-information',
  'single-color',
  'letterbox',
  'odd-size',
  'odd-aspect-ratio',
  'odd-file-size',
  'strong-compression',
  'grayscale',
  'orientation-flag',
  'animated',
  'private-metadata',
  'class-imbalance',
  'class-name',
] as const;
export type IssueKind = (typeof ISSUE_KINDS)[number];

/** Kinds that concern groups of samples. A leak is a duplicate group with samples in two splits, a label conflict one with two labels. */
export const GROUP_KINDS = [
  'leak',
  'label-conflict',
  'exact-duplicate',
  'pixel-duplicate',
  'near-duplicate',
] as const satisfies readonly IssueKind[];
export type GroupKind = (typeof GROUP_KINDS)[number];

/** The partitions behind them: same bytes, same pixels, a re-encoded, resized, flipped, turned or slightly brighter copy. Each lies within the next. */
export const DUPLICATE_KINDS = ['exact', 'pixel', 'near'] as const;
export type DuplicateKind = (typeof DUPLICATE_KINDS)[number];

/** Kinds with a score and a cut that can be moved. */
export const SCORE_KINDS = [...SCORES, 'annotator-disagreement', 'outlier'] as const satisfies readonly IssueKind[];
export type ScoreKind = (typeof SCORE_KINDS)[number];

/** The score whose cut makes the issue. */
export const scoreFieldOf = (kind: ScoreKind): AnyScoreField =>
  kind === 'annotator-disagreement' ? 'score.agreement' : `score.${kind}`;

/**
 * A sample has an issue of these kinds where its score is below the cut. Values: ALGORITHMS.md. Where all images have one
 * size (hi = lo), the default for odd sizes is 1; that of outliers comes with the embeddings, and without them there is none. Annotators disagree where
 * not all labels are the same.
 */
export const DEFAULT_CUTS: Readonly<Record<Exclude<ScoreKind, 'outlier'>, number>> = {
  dark: 0.32,
  light: 0.05,
  blurry: 0.29,
  'low-information': 0.3,
  grayscale: 0.002,
  'single-color': 0.02,
  letterbox: 0.9,
  'strong-compression': 0.5,
  'odd-size': 0.5,
  'odd-aspect-ratio': 0.35,
  'odd-file-size': 0.5,
  'annotator-disagreement': 1,
};

export type Cuts = Readonly<Partial<Record<ScoreKind, number>>>;

export const isIssueKind = (text: string): text is IssueKind => (ISSUE_KINDS as readonly string[]).includes(text);
export const isGroupKind = (kind: IssueKind): kind is GroupKind => (GROUP_KINDS as readonly IssueKind[]).includes(kind);
export const isScoreKind = (kind: IssueKind): kind is ScoreKind => (SCORE_KINDS as readonly IssueKind[]).includes(kind);

/**
 * What stands in the way of saying anything of a kind: nothing was embedded, there are no predictions, the active run has more
 * probabilities than are held in memory, there are no labels of several annotators, or no annotations give boxes.
 */
export type IssueNeed = 'embeddings' | 'predictions' | 'smaller-run' | 'annotations' | 'boxes';

/** A line of the Issues panel. Samples that the user said are no issue are not counted; missing files neither. */
export interface IssueCount {
  readonly kind: IssueKind;
  readonly samples: number;
  /** Of these, those not yet decided: without the tags "remove" and "keep"; of group kinds, those in open groups. */
  readonly open: number;
  /**
   * Of group kinds, else 0. A group is open while two of its samples (of two splits, of two labels) are not tagged
   * "remove", unless all that are left are tagged "keep".
   */
  readonly groups: number;
  readonly openGroups: number;
  /** Said to be no issue of this kind. */
  readonly kept: number;
  /** Null for kinds without one, and for outliers where nothing was embedded. */
  readonly cut: number | null;
  readonly defaultCut: number | null;
  /** Absent: nothing stands in the way. */
  readonly needs?: IssueNeed;
}

/** What stands in the way of a kind; null: nothing, what was found is all there is. */
export function needOf({ kind, defaultCut, needs }: Pick<IssueCount, 'kind' | 'defaultCut' | 'needs'>): IssueNeed | null {
  return needs ?? (kind === 'outlier' && defaultCut === null ? 'embeddings' : null);
}

/** True for a kind that nothing can be said of yet: outliers, where nothing was embedded. */
export const needsEmbeddings = (count: Pick<IssueCount, 'kind' | 'defaultCut' | 'needs'>): boolean =>
  needOf(count) === 'embeddings';

/** An issue of one sample, as the details and the large view show it. */
export interface SampleIssue {
  readonly kind: IssueKind;
  /** In [0, 1], lower = worse. */
  readonly score: number;
  readonly cut: number | null;
  /** In words: "99% of its pixels are darker than 12% brightness". */
  readonly reason: string;
  /** Id of the duplicate group; null for other kinds. */
  readonly group: number | null;
}

/** What `winnow issues` prints. */
export interface IssueRow {
  readonly kind: IssueKind;
  /** Null for kinds that concern a class, which `class` names. */
  readonly path: string | null;
  readonly score: number;
  readonly reason: string;
  /** `near-12`: the same for all samples of a duplicate group. */
  readonly group?: string;
  readonly class?: string;
  /** What to do: the sample to keep, the class name to use. */
  readonly suggestion?: string;
  /** Path of the sample it was linked to. */
  readonly related?: string;
  /** Of box issues: what is wrong with which box. */
  readonly boxes?: readonly FaultyBox[];
}

export interface FaultyBox {
  readonly problem: BoxProblem;
  readonly class: string;
  readonly box: BoxPlace;
  /** Of a wrong class: what the run says, and how surely. */
  readonly suggested?: string;
  readonly score?: number;
}
