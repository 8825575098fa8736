import type { LabelEvidence, SamplePrediction } from '../../shared/prediction-api.ts';
import type { ReviewedKind } from './review-query.ts';

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

/** The class to take in a review: of labels what the run suggests, of what annotators disagree on their consensus. */
export function suggestedIn(
  kind: ReviewedKind,
  evidence: LabelEvidence | null,
  said: SamplePrediction | null | undefined,
): string | null {
  return kind === 'label' ? suggestedClass(evidence, said) : (evidence?.annotators?.consensus ?? null);
}

/** Classes with a key of their own, and how probable each is: by the run, or by the share of annotators that said so. */
export function choicesIn(
  kind: ReviewedKind,
  evidence: LabelEvidence | null,
  said: SamplePrediction | null | undefined,
): Classes {
  if (kind === 'label') return topClasses(said);
  const votes = evidence?.annotators?.votes ?? [];
  return [...Map.groupBy(votes, ({ label }) => label)]
    .map(([name, those]) => ({ class: name, probability: those.length / votes.length }))
    .toSorted((a, b) => b.probability - a.probability || (a.class < b.class ? -1 : 1))
    .slice(0, MOST_CLASSES);
}

/** How probable a class is in a review; of annotators the consensus as they make it together, else their share. */
export function chanceIn(
  kind: ReviewedKind,
  name: string | null,
  evidence: LabelEvidence | null,
  said: SamplePrediction | null | undefined,
): number | null {
  if (kind === 'label') return probabilityOf(name, evidence, said);
  const annotators = evidence?.annotators ?? null;
  if (annotators === null || name === null) return null;
  if (name === annotators.consensus) return annotators.probability;
  return choicesIn(kind, evidence, said).find((one) => one.class === name)?.probability ?? 0;
}
