import type { BoxProblem, GivenBox, PredictedBox } from '../../shared/box.ts';
import { formatScore } from './format.ts';

export const PROBLEM_WORDS: Readonly<Record<BoxProblem, string>> = {
  'zero-area': 'no area',
  outside: 'out of the picture',
  duplicated: 'drawn twice',
  'wrong-class': 'class doubted',
};

/** What became of a given box; null: there is nothing to compare it with. */
export function givenOutcome({ outcome, isCrowd }: Pick<GivenBox, 'outcome' | 'isCrowd'>): string | null {
  if (isCrowd) return 'a crowd';
  if (outcome === 'true-positive') return 'found';
  return outcome === 'false-negative' ? 'missed' : null;
}

/** What became of a predicted box; null: there is nothing to compare it with. */
export function predictedOutcome({ outcome, overlap }: Pick<PredictedBox, 'outcome' | 'overlap'>): string | null {
  if (outcome === 'true-positive') return overlap === null ? 'right' : `right, IoU ${formatScore(overlap)}`;
  if (outcome === 'false-positive') return 'wrong';
  return outcome === 'ignored' ? 'left out' : null;
}

/** `RBC, given: missed; rather WBC .93` */
export function givenWords(box: GivenBox): string {
  const suggested = box.suggested === null ? null : `rather ${box.suggested.class}, ${formatScore(box.suggested.score)}`;
  const facts = [givenOutcome(box), ...box.problems.map((problem) => PROBLEM_WORDS[problem]), suggested];
  return [`${box.class}, given`, ...facts.filter((fact) => fact !== null)].join(' · ');
}

/** `RBC 0.93 · right, IoU 0.81` */
export function predictedWords(box: PredictedBox): string {
  const name = box.score === null ? box.class : `${box.class} ${formatScore(box.score)}`;
  const outcome = predictedOutcome(box);
  return outcome === null ? name : `${name} · ${outcome}`;
}
