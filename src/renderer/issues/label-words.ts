import type { LabelFilter, LabelRanking } from '../../shared/prediction.ts';

/** Each completes "A label is an issue where". */
export const FILTER_WORDS: Readonly<Record<LabelFilter, string>> = {
  prune_by_noise_rate: 'two classes are taken for each other: as many as that probably happened to',
  prune_by_class: 'its class is least likely: as many of each class as are probably wrong',
  both: 'both of these say so: fewer, and surer',
  confident_learning: 'another class is as likely as where that one is right',
  predicted_neq_given: 'the prediction is another class: the most',
};

/** Each completes "First come those". */
export const RANKING_WORDS: Readonly<Record<LabelRanking, string>> = {
  normalized_margin: 'where another class is likelier by most',
  self_confidence: 'whose own label is least likely',
};
