import type { LabelEvidence, SamplePrediction } from '../../shared/prediction-api.ts';

/** Classes that have a key of their own. */
const MOST_CLASSES = 5;

type Classes = SamplePrediction['top'];

/** The likeliest classes by the active run. @param said null: it says nothing */
export function topClasses(said: SamplePrediction | null | undefined): Classes {
  return said?.top.slice(0, MOST_CLASSES) ?? [];
}

/** What the label should rather be: the class predicted, or the likeliest one that is not the label; null: nothing is known. */
export function suggestedClass(evidence: LabelEvidence | null, said: SamplePrediction | null | undefined): string | null {
  const given = evidence?.given ?? null;
  const predicted = evidence?.suggested ?? said?.predicted ?? null;
  if (predicted !== null && predicted !== given) return predicted;
  return topClasses(said).find((one) => one.class !== given)?.class ?? null;
}

/** Probability of a class by the active run; null where it does not say. */
export function probabilityOf(
  name: string | null,
  evidence: LabelEvidence | null,
  said: SamplePrediction | null | undefined,
): number | null {
  if (name === null) return null;
  const told = said?.top.find((one) => one.class === name)?.probability;
  if (told !== undefined) return told;
  if (name === evidence?.given) return evidence.givenProbability;
  return name === evidence?.suggested ? evidence.probability : null;
}
