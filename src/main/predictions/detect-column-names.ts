/** Names that columns go by, the likeliest first; compared in small letters with `_` for spaces, hyphens and dots. */
export const PATH_NAMES = [
  ...['path', 'filepath', 'file_path', 'image_path', 'img_path', 'relative_path', 'filename', 'file_name', 'image_file'],
  ...[
    'image_filename',
    'image_name',
    'file',
    'image',
    'img',
    'image_id',
    'img_id',
    'sample',
    'sample_id',
    'id',
    'uri',
    'url',
    'key',
  ],
  'name',
] as const;

export const PREDICTION_NAMES = [
  ...['prediction', 'predicted_label', 'predicted_class', 'pred_label', 'pred_class', 'predicted', 'pred', 'preds', 'y_pred'],
  ...[
    'prediction_label',
    'predicted_name',
    'predictions',
    'predicted_category',
    'top1',
    'top_1',
    'top1_class',
    'output',
    'argmax',
  ],
  ...['class_name', 'class', 'label', 'category', 'category_name', 'category_id', 'class_id', 'label_name'],
] as const;

/** What a sample is labelled with, where a prediction stands beside it. */
export const LABEL_NAMES = [
  ...['given_label', 'true_label', 'ground_truth', 'groundtruth', 'gt', 'gt_label', 'y_true', 'target', 'actual', 'actual_label'],
  ...['true_class', 'given_class', 'original_label', 'label', 'labels', 'class', 'category'],
] as const;

export const CONFIDENCE_NAMES = [
  ...[
    'confidence',
    'conf',
    'score',
    'prob',
    'probability',
    'pred_prob',
    'pred_score',
    'pred_confidence',
    'predicted_probability',
  ],
  ...[
    'prediction_score',
    'prediction_confidence',
    'prediction_probability',
    'max_prob',
    'max_probability',
    'top1_prob',
    'certainty',
  ],
] as const;

export const LIST_NAMES = [
  ...['probabilities', 'pred_probs', 'probs', 'predicted_probabilities', 'class_probabilities', 'softmax', 'logits', 'scores'],
  ...['outputs', 'proba', 'predictions'],
] as const;

/** Lists of numbers that are no probabilities. */
export const OTHER_LISTS =
  /(?:^|_)(?:bbox|box|boxes|embedding|embeddings|feature|features|vector|shape|size|mean|std|rgb|segmentation)$/;

/** Numbers that are no probability of a class. */
export const OTHER_NUMBERS =
  /^(?:unnamed.*|index|idx|id|row|width|height|size|size_?bytes|epoch|fold|split|step|seed|time|timestamp|margin|entropy|loss|accuracy|correct|is_.*|area|rank)$/;

/** What columns without a name are called, see differentNames. */
export const NAMELESS = /^column \d+$/;

/** Before or behind a class's name. */
export const CLASS_PREFIX =
  /^(?:pred(?:icted)?_?)?(?:probabilities|probability|probs|prob|proba|p|logits|logit|scores|score|confidences|confidence|conf|softmax|class|pred|predictions?|output)[_.: ]+/i;
export const CLASS_SUFFIX = /[_.: ]+(?:probability|prob|proba|logit|score|confidence|conf)$/i;

export function columnKey(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s.-]+/g, '_');
}

/** @returns place in a list of names, by the whole name or what stands behind its last dot; names.length where it is none of them */
export function rankAmong(names: readonly string[], column: string): number {
  const whole = names.indexOf(columnKey(column));
  if (whole !== -1) return whole;
  const inner = names.indexOf(columnKey(column.slice(column.lastIndexOf('.') + 1)));
  return inner === -1 ? names.length : inner;
}
