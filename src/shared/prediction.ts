/** What a model, or a person who is not the last word, said of samples. Runs lie side by side; queries see the active one. */

/** Where a run comes from: a file of the user's, a classifier run here, or out-of-fold regression on embeddings. */
export const PREDICTION_SOURCES = ['file', 'classifier', 'regression'] as const;
export type PredictionSource = (typeof PREDICTION_SOURCES)[number];

export interface PredictionRun {
  readonly id: number;
  /** Unique; what `run:NAME` names. */
  readonly name: string;
  readonly source: PredictionSource;
  readonly isActive: boolean;
  /** In the order of the probabilities. */
  readonly classes: readonly string[];
  /** Samples with a prediction, as it was stored. */
  readonly samples: number;
  /** Of every class; else of the predicted one alone, or none. */
  readonly hasProbabilities: boolean;
  readonly hasConfidence: boolean;
  /** Of a regression made here: it says what each label teaches it, `score.expected-gain`. */
  readonly hasInfluence: boolean;
  /** Of a regression made here: share of so many labels that it predicts without having seen them. Null: not known. */
  readonly crossValidated: { readonly accuracy: number; readonly labelled: number } | null;
  /** Of a detector: how many boxes; null: it says one class of each sample. */
  readonly boxes: number | null;
  readonly createdMs: number;
  /** For a person: the file, or the model and its parameters. */
  readonly origin: string;
  /** Of the lineage. */
  readonly runId: number;
  /** What it was made from changed since: pictures, and the labels that a regression learned from. */
  readonly isOutOfDate: boolean;
  /** Its files are gone or cut off: nothing can be said by it any more. */
  readonly isLost: boolean;
}

export interface PredictionState {
  /** Newest first. */
  readonly runs: readonly PredictionRun[];
  readonly activeId: number | null;
}

/**
 * Of the active run, in [0, 1]. self-confidence: probability of the given class; normalized-margin: (that − the largest other + 1)
 * / 2; margin: the largest probability less the second; entropy: of the probabilities, divided by the logarithm of the number of
 * classes; mistakenness: FiftyOne's (m · confidence + 1) / 2, m = −1 if correct else 1. hardness: FiftyOne's entropy in nats.
 */
export const PREDICTION_SCORES = [
  'self-confidence',
  'normalized-margin',
  'margin',
  'entropy',
  'mistakenness',
  'hardness',
] as const;
export type PredictionScore = (typeof PREDICTION_SCORES)[number];
/** Not in [0, 1]: what correcting the label would teach a regression, see `expectedGain`. */
export const EXPECTED_GAIN = 'expected-gain';

/** How confident learning chooses what to call a label issue [cleanlab filter.py]. */
export const LABEL_FILTERS = [
  'prune_by_noise_rate',
  'prune_by_class',
  'both',
  'confident_learning',
  'predicted_neq_given',
] as const;
export type LabelFilter = (typeof LABEL_FILTERS)[number];

export const LABEL_RANKINGS = ['normalized_margin', 'self_confidence'] as const;
export type LabelRanking = (typeof LABEL_RANKINGS)[number];

/** Which labels are called an issue, and which of them first. */
export interface LabelSettings {
  readonly filter: LabelFilter;
  readonly ranking: LabelRanking;
}
export const DEFAULT_LABEL_SETTINGS: LabelSettings = { filter: 'prune_by_noise_rate', ranking: 'normalized_margin' };
