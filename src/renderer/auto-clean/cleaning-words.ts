import {
  type AutoCleanReport,
  type ClassLoss,
  type CleaningStep,
  gainError,
  REPAIR_TAGS,
  type Repair,
  standardError,
  type Verdict,
} from '../../shared/auto-clean.ts';
import { ISSUES } from '../../shared/issue-meanings.ts';
import { formatCount, formatNoun } from '../ui/format.ts';

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  gain: 'Gain',
  noise: 'Within noise',
  nothing: 'No difference',
  loss: 'Loss',
};

const REPAIR_WORDS: Readonly<Record<Repair, string>> = {
  drop: 'drop',
  relabel: 'relabel',
  dedupe: 'keep the best',
  'down-weight': 'count less',
};

/** `Label issues: relabel` */
export function stepWords({ detector, repair }: Pick<CleaningStep, 'detector' | 'repair'>): string {
  return `${ISSUES[detector].title}: ${REPAIR_WORDS[repair]}`;
}

/** `Relabel 43`, `Tag 12 “remove”` */
export function decisionWords({ repair, touched }: Pick<CleaningStep, 'repair' | 'touched'>): string {
  return repair === 'relabel' ? `Relabel ${formatCount(touched)}` : `Tag ${formatCount(touched)} “${REPAIR_TAGS[repair]}”`;
}

/** `71.2%` */
export const percentWords = (share: number): string => `${(share * 100).toFixed(1)}%`;

/** `+2.1 ± 0.8`, in points of a hundred. */
export function gainWords(step: CleaningStep, trusted: number): string {
  const gain = (step.accuracyAfter - step.accuracyBefore) * 100;
  const sign = gain > 0 ? '+' : gain < 0 ? '−' : '';
  return `${sign}${Math.abs(gain).toFixed(1)} ± ${(gainError(step, trusted) * 100).toFixed(1)}`;
}

/** `dress 12%, hat 3%`; a dash where no class loses any. */
export function lossWords(losses: readonly ClassLoss[], most: number): string {
  if (losses.length === 0) return '–';
  const shown = losses.slice(0, most).map(({ class: name, share }) => `${name} ${shareWords(share)}`);
  return `${shown.join(', ')}${losses.length > most ? ', …' : ''}`;
}

const shareWords = (share: number): string => (share < 0.01 ? '<1%' : `${Math.round(share * 100)}%`);

/** What a round starts from. */
export function roundWords(steps: readonly CleaningStep[], round: number): string {
  const kept = steps.filter((step) => step.isKept && step.round < round);
  if (kept.length === 0) return 'First, with all as it is';
  return `Then, with ${kept.map(stepWords).join(' and ')}`;
}

export function summaryWords({ steps, accuracyBefore, accuracyAfter }: AutoCleanReport): string {
  const kept = steps.filter(({ isKept }) => isKept);
  if (steps.length === 0) return 'Nothing was found that could be repaired.';
  if (kept.length === 0) return 'No repair raises the accuracy beyond chance.';
  const repairs = kept.length === 1 ? 'One repair raises' : `${kept.length} repairs together raise`;
  return `${repairs} the accuracy from ${percentWords(accuracyBefore)} to ${percentWords(accuracyAfter)}.`;
}

/** What the figures were measured on, and how sure that is. */
export function judgedWords({ trusted, learned, classes, model, accuracyBefore, steps }: AutoCleanReport): string {
  const error = (standardError(accuracyBefore, trusted) * 100).toFixed(1);
  const before = `With all as it is ${percentWords(accuracyBefore)} ± ${error} of ${formatNoun(trusted, 'trusted picture')} come out right`;
  const how = `learned from ${formatCount(learned)} others in ${formatNoun(classes, 'class')}, by ${model}.`;
  const hopeful = steps.some(({ isKept }) => isKept)
    ? ' The steps were chosen by the same pictures, so what they gain together is a little too hopeful.'
    : '';
  return `${before}, ${how}${hopeful}`;
}
