import type { SamplePrediction } from '../../shared/prediction-api.ts';

export interface PredictionBar {
  readonly name: string;
  /** Probability, or confidence; null: the run says none. */
  readonly share: number | null;
  /** The class that is predicted, the one that is given, or both. */
  readonly role: 'predicted' | 'label' | 'both' | null;
  /** Null: it is not among the likeliest, and shown because it is the label. */
  readonly rank: number | null;
}

const SHOWN = 5;

/** The likeliest classes of a run, and the label's behind them where it is none of those. */
export function predictionBars(
  { predicted, confidence, top, selfConfidence }: SamplePrediction,
  label: string | null,
): readonly PredictionBar[] {
  const roleOf = (name: string): PredictionBar['role'] => {
    if (name === predicted) return name === label ? 'both' : 'predicted';
    return name === label ? 'label' : null;
  };
  // Without probabilities all that is known is what is predicted.
  const told = top.length > 0 || predicted === null ? top : [{ class: predicted, probability: confidence }];
  const likeliest = told
    .slice(0, SHOWN)
    .map(({ class: name, probability }, rank): PredictionBar => ({ name, share: probability, role: roleOf(name), rank }));
  if (label === null || selfConfidence === null || likeliest.some(({ name }) => name === label)) return likeliest;
  return [...likeliest, { name: label, share: selfConfidence, role: 'label', rank: null }];
}
