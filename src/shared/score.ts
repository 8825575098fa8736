import { EXPECTED_GAIN, PREDICTION_SCORES, type PredictionScore } from './prediction.ts';

/**
 * Quality scores of a sample, in [0, 1], lower = worse. Stored ones come from the one decode; derived ones are worked out
 * from columns when they are asked for, since they depend on the whole dataset or on nothing but the size.
 */
export const STORED_SCORES = [
  'dark',
  'light',
  'blurry',
  'low-information',
  'grayscale',
  'single-color',
  'letterbox',
  'strong-compression',
] as const;
export type StoredScore = (typeof STORED_SCORES)[number];

/** Of the checks that make the stored scores and the fingerprint, `image_score.version`: what older ones made is made again. */
export const CHECKS_VERSION = 2;

export const DERIVED_SCORES = ['odd-size', 'odd-aspect-ratio', 'odd-file-size'] as const;
export type DerivedScore = (typeof DERIVED_SCORES)[number];

/**
 * Of the active embedding model's space, in [0, 1]. outlier: lower = farther from its neighbours; uniqueness: higher = less
 * like any other; representativeness: higher = nearer to the middle of its cluster; class-distance: lower = farther from the
 * middle of its class.
 */
export const EMBEDDING_SCORES = ['outlier', 'uniqueness', 'representativeness', 'class-distance'] as const;
export type EmbeddingScore = (typeof EMBEDDING_SCORES)[number];
export const EMBEDDING_FIELDS = [
  'score.outlier',
  'score.uniqueness',
  'score.representativeness',
  'score.class-distance',
] as const satisfies readonly `score.${EmbeddingScore}`[];
export type EmbeddingField = (typeof EMBEDDING_FIELDS)[number];

/** For a person: what a sample has much of at 1, and little at 0. */
export const EMBEDDING_SCORE_TITLES: Readonly<Record<EmbeddingScore, string>> = {
  outlier: 'Nearness to others',
  uniqueness: 'Uniqueness',
  representativeness: 'Typicality',
  'class-distance': 'Nearness to its class',
};

/** Where a sample lies on the map of the active model. */
export const MAP_FIELDS = ['map.x', 'map.y'] as const;
export type MapField = (typeof MAP_FIELDS)[number];

export const EXPECTED_GAIN_FIELD = `score.${EXPECTED_GAIN}` as const;

/** Numbers of the chosen run that have a name of their own: how sure it is of its prediction, and scores. */
export const PREDICTION_FIELDS = [
  'confidence',
  'score.self-confidence',
  'score.normalized-margin',
  'score.margin',
  'score.entropy',
  'score.mistakenness',
  'score.hardness',
  EXPECTED_GAIN_FIELD,
] as const satisfies readonly ('confidence' | `score.${PredictionScore}` | typeof EXPECTED_GAIN_FIELD)[];
export type PredictionField = (typeof PREDICTION_FIELDS)[number];

/**
 * Of the active set of annotations, in [0, 1]. agreement: share of pairs of a sample's labels that are the same; consensus: how
 * probable the class is that they come to.
 */
export const ANNOTATION_SCORES = ['agreement', 'consensus'] as const;
export type AnnotationScore = (typeof ANNOTATION_SCORES)[number];
export const ANNOTATION_FIELDS = ['score.agreement', 'score.consensus'] as const satisfies readonly `score.${AnnotationScore}`[];
export type AnnotationField = (typeof ANNOTATION_FIELDS)[number];

/** For a person: what a sample has much of at 1, and little at 0. */
export const ANNOTATION_SCORE_TITLES: Readonly<Record<AnnotationScore, string>> = {
  agreement: 'Agreement of annotators',
  consensus: 'Certainty of the consensus',
};

/**
 * Numbers that only a run of boxes has, of samples that are annotated, at the IoU and confidence of DetectionSettings. missingBoxes:
 * objects that it is sure of where no box is given; spuriousBoxes: given boxes where it sees nothing; score.iou: mean overlap of
 * its true positives with what is given.
 */
export const BOX_FIELDS = [
  'truePositives',
  'falsePositives',
  'falseNegatives',
  'missingBoxes',
  'spuriousBoxes',
  'score.iou',
] as const;
export type BoxField = (typeof BOX_FIELDS)[number];
export const isBoxField = (field: string): field is BoxField => (BOX_FIELDS as readonly string[]).includes(field);

/** What the chosen run holds the class for, in [0, 1]: `prob.cat`. */
export type ProbabilityField = `prob.${string}`;
const PROBABILITY = 'prob.';
export const isProbabilityField = (field: string): field is ProbabilityField =>
  field.startsWith(PROBABILITY) && field.length > PROBABILITY.length;
export const probabilityFieldOf = (name: string): ProbabilityField => `${PROBABILITY}${name}`;
export const classOfField = (field: ProbabilityField): string => field.slice(PROBABILITY.length);

/** Numbers that a run says of samples, by its name or else by the active one. */
export type RunNumber = PredictionField | ProbabilityField | BoxField;
export const isRunNumber = (field: string): field is RunNumber =>
  isProbabilityField(field) || isBoxField(field) || (PREDICTION_FIELDS as readonly string[]).includes(field);

/** Null: `confidence`, or a probability. */
export const predictionScoreOf = (field: RunNumber): PredictionScore | null =>
  PREDICTION_SCORES.find((score) => field === `score.${score}`) ?? null;

/** As in `score.blurry<0.3`; each is also the kind of the issue it stands for. */
export const SCORES = [...STORED_SCORES, ...DERIVED_SCORES] as const;
export type ScoreName = (typeof SCORES)[number];

export const SCORE_FIELDS = [
  'score.dark',
  'score.light',
  'score.blurry',
  'score.low-information',
  'score.grayscale',
  'score.single-color',
  'score.letterbox',
  'score.strong-compression',
  'score.odd-size',
  'score.odd-aspect-ratio',
  'score.odd-file-size',
] as const satisfies readonly `score.${ScoreName}`[];
export type ScoreField = (typeof SCORE_FIELDS)[number];

export const isScoreField = (field: string): field is ScoreField => (SCORE_FIELDS as readonly string[]).includes(field);

/** All of `score.…` but a run's: of quality, of the active model's space, and of the annotators. */
export const ANY_SCORE_FIELDS = [...SCORE_FIELDS, ...EMBEDDING_FIELDS, ...ANNOTATION_FIELDS] as const;
export type AnyScoreField = (typeof ANY_SCORE_FIELDS)[number];
export const isAnyScoreField = (field: string): field is AnyScoreField => (ANY_SCORE_FIELDS as readonly string[]).includes(field);

/** Least value of a group of duplicates' ids: what the group is called by, `group.near=12`. */
export const GROUP_FIELDS = ['group.exact', 'group.pixel', 'group.near'] as const;
export type GroupField = (typeof GROUP_FIELDS)[number];
