import type { Steps } from '../duplicates/steps.ts';
import { agreement } from './agreement.ts';
import type { JoinedVotes } from './calls.ts';
import type { Consensus } from './consensus.ts';
import { dawidSkene, isTooLarge } from './dawid-skene.ts';
import { majorityVote } from './majority-vote.ts';
import type { Votes } from './votes.ts';

/** One class for each sample from several votes, and how far those who gave them agree. */
export function* joinVotes(votes: Votes): Steps<JoinedVotes> {
  if (isTooLarge(votes)) {
    const consensus = majorityVote(votes);
    return { method: 'majority', consensus, agreement: agreement(votes), accuracy: sharesOfConsensus(votes, consensus) };
  }
  const { classes, confidence, accuracy } = yield* dawidSkene(votes);
  return { method: 'dawid-skene', consensus: { classes, confidence }, agreement: agreement(votes), accuracy };
}

function sharesOfConsensus(votes: Votes, { classes }: Consensus): Float32Array<ArrayBuffer> {
  const [same, given] = [new Float64Array(votes.annotatorCount), new Float64Array(votes.annotatorCount)];
  for (const [place, annotator] of votes.annotators.entries()) {
    given[annotator] = (given[annotator] as number) + 1;
    const isSame = votes.classes[place] === classes[votes.samples[place] as number];
    same[annotator] = (same[annotator] as number) + Number(isSame);
  }
  return Float32Array.from(same, (count, annotator) => count / (given[annotator] as number));
}
