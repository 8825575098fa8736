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

export type IssueSection = 'files' | 'duplicates' | 'labels' | 'embedding' | 'images' | 'classes';
export type Severity = 'high' | 'medium' | 'low';

export interface IssueMeaning {
  readonly title: string;
  readonly section: IssueSection;
  readonly severity: Severity;
  /** What it is and why it matters, one sentence for a person. */
  readonly explains: string;
}

export const ISSUES: Readonly<Record<IssueKind, IssueMeaning>> = {
  corrupt: {
    title: 'Corrupt',
    section: 'files',
    severity: 'high',
    explains: 'The file is damaged or cut off: a training run stops at it, or learns from grey.',
  },
  unsupported: {
    title: 'Unsupported',
    section: 'files',
    severity: 'high',
    explains: 'Not an image by its content, a format without a decoder here, or over a limit.',
  },
  'wrong-extension': {
    title: 'Wrong extension',
    section: 'files',
    severity: 'medium',
    explains: 'The content is another format than the name says; some loaders refuse such files.',
  },
  leak: {
    title: 'Leaks across splits',
    section: 'duplicates',
    severity: 'high',
    explains: 'The same picture lies in two splits, so that a test measures memory instead of learning.',
  },
  'label-conflict': {
    title: 'Label conflicts',
    section: 'duplicates',
    severity: 'high',
    explains: 'Copies of one picture carry different classes: at least one of them is wrong.',
  },
  'exact-duplicate': {
    title: 'Exact duplicates',
    section: 'duplicates',
    severity: 'medium',
    explains: 'Files with the same bytes.',
  },
  'pixel-duplicate': {
    title: 'Pixel duplicates',
    section: 'duplicates',
    severity: 'medium',
    explains: 'Different files that decode to the same pixels.',
  },
  'near-duplicate': {
    title: 'Near duplicates',
    section: 'duplicates',
    severity: 'medium',
    explains: 'Copies that were re-encoded, resized, flipped, turned or made slightly brighter.',
  },
  label: {
    title: 'Label issues',
    section: 'labels',
    severity: 'high',
    explains: 'The label is probably wrong: the predictions hold another class for far more likely.',
  },
  'annotator-disagreement': {
    title: 'Annotators disagree',
    section: 'labels',
    severity: 'medium',
    explains: 'Several people labelled it, not all with the same class: it is hard, ambiguous, or one of them erred.',
  },
  box: {
    title: 'Box issues',
    section: 'labels',
    severity: 'high',
    explains: 'Boxes without area, outside of the picture, drawn twice, or of another class than the run is sure of.',
  },
  outlier: {
    title: 'Outliers',
    section: 'embedding',
    severity: 'medium',
    explains: 'Far from all other pictures, as the embedding model sees them: strays from another collection, or rare cases.',
  },
  dark: {
    title: 'Dark',
    section: 'images',
    severity: 'medium',
    explains: 'Even the brightest parts are dark.',
  },
  light: {
    title: 'Light',
    section: 'images',
    severity: 'medium',
    explains: 'Even the darkest parts are nearly white.',
  },
  blurry: {
    title: 'Blurry',
    section: 'images',
    severity: 'medium',
    explains: 'Few edges: out of focus, shaken, or enlarged.',
  },
  'low-information': {
    title: 'Low information',
    section: 'images',
    severity: 'medium',
    explains: 'Hardly any different values: blank pages, plain backgrounds, placeholders.',
  },
  'single-color': {
    title: 'Single colour',
    section: 'images',
    severity: 'medium',
    explains: 'One colour all over.',
  },
  letterbox: {
    title: 'Letterbox bars',
    section: 'images',
    severity: 'low',
    explains: 'Plain bars above and below, or left and right: the frame of a film, or padding.',
  },
  'odd-size': {
    title: 'Odd size',
    section: 'images',
    severity: 'medium',
    explains: 'Much smaller or larger than the other images, or than those of its class.',
  },
  'odd-aspect-ratio': {
    title: 'Odd aspect ratio',
    section: 'images',
    severity: 'medium',
    explains: 'Very wide or very tall: squeezed or cropped hard when it is made square.',
  },
  'odd-file-size': {
    title: 'Odd file size',
    section: 'images',
    severity: 'low',
    explains: 'Far more or fewer bytes for its pixels than other files of its format.',
  },
  'strong-compression': {
    title: 'Strong JPEG compression',
    section: 'images',
    severity: 'low',
    explains: 'Saved at a low JPEG quality: blocks and ringing that a model may learn.',
  },
  grayscale: {
    title: 'Grayscale',
    section: 'images',
    severity: 'low',
    explains: 'No colour at all, also where it is stored as RGB.',
  },
  'orientation-flag': {
    title: 'Orientation flag',
    section: 'images',
    severity: 'low',
    explains: 'Stored turned, with a flag that says so; loaders that ignore it show the picture on its side.',
  },
  animated: {
    title: 'Several frames',
    section: 'images',
    severity: 'low',
    explains: 'An animation or several pages; only the first is looked at.',
  },
  'private-metadata': {
    title: 'Private metadata',
    section: 'files',
    severity: 'medium',
    explains: 'The file names a place, a camera’s serial number or a person. An export can strip it.',
  },
  'class-imbalance': {
    title: 'Rare classes',
    section: 'classes',
    severity: 'medium',
    explains: 'Classes with far fewer samples than the others, or missing from a split.',
  },
  'class-name': {
    title: 'Class names',
    section: 'classes',
    severity: 'medium',
    explains: 'Names that differ only by case, spacing or spelling.',
  },
};

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
