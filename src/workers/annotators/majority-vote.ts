import { NO_CLASS } from '../label-quality/probabilities.ts';
import type { Consensus } from './consensus.ts';
import { classTotals, type Votes, votesBySample } from './votes.ts';

/** The class most voted for. Of equal ones that with more votes on all samples, and of equal ones still the first. */
export function majorityVote(votes: Votes): Consensus {
  const { sampleCount, classCount } = votes;
  const { starts, places } = votesBySample(votes);
  const totals = classTotals(votes);
  const classes = new Int32Array(sampleCount).fill(NO_CLASS);
  const confidence = new Float32Array(sampleCount).fill(Number.NaN);
  const counts = new Uint32Array(classCount);
  for (let row = 0; row < sampleCount; row++) {
    const own = places.subarray(starts[row], starts[row + 1]);
    if (own.length === 0) continue;
    for (const place of own) count(counts, votes.classes[place] as number);
    const most = own.reduce((best, place) => better(best, votes.classes[place] as number, counts, totals), NO_CLASS);
    classes[row] = most;
    confidence[row] = (counts[most] as number) / own.length;
    for (const place of own) counts[votes.classes[place] as number] = 0;
  }
  return { classes, confidence };
}

function count(counts: Uint32Array, vote: number): void {
  counts[vote] = (counts[vote] as number) + 1;
}

function better(best: number, vote: number, counts: Uint32Array, totals: Float64Array): number {
  if (best === NO_CLASS) return vote;
  const more = (counts[vote] as number) - (counts[best] as number) || (totals[vote] as number) - (totals[best] as number);
  return more > 0 || (more === 0 && vote < best) ? vote : best;
}
