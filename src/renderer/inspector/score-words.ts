import { formatNoun } from '../ui/format.ts';

/** `12%`: the share of samples that have less; `< 1%` and `> 99%` where it is neither none nor all of the others. */
export function belowWords(below: number, total: number): string {
  const others = Math.max(1, total - 1);
  const share = Math.round((100 * below) / others);
  if (share === 0 && below > 0) return '< 1%';
  return share === 100 && below < others ? '> 99%' : `${share}%`;
}

/** `12% of 340 samples have less`. */
export function longBelowWords(below: number, total: number): string {
  const others = formatNoun(total - 1, 'other sample');
  if (below === 0) return `none of ${others} has less`;
  return below >= total - 1 ? `all ${others} have less` : `${belowWords(below, total)} of ${others} have less`;
}
