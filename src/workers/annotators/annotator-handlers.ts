import { stepByStep } from '../duplicates/steps.ts';
import { checkpointFor } from '../query/turns.ts';
import { type Handlers, transfer } from '../rpc/serve.ts';
import type { AnnotatorCalls } from './calls.ts';
import { joinVotes } from './join-votes.ts';

/** What progress is told in: hundredths. */
const WHOLE = 100;

/** The calls of the annotators worker. */
export const annotatorHandlers: Handlers<AnnotatorCalls> = {
  join: async (votes, { signal, progress }) => {
    const onProgress = (share: number): void => progress({ done: Math.floor(share * WHOLE), total: WHOLE });
    const joined = await stepByStep(joinVotes(votes), checkpointFor(signal), onProgress);
    const { consensus, agreement, accuracy } = joined;
    return transfer(joined, [
      ...[consensus.classes.buffer, consensus.confidence.buffer, accuracy.buffer],
      ...[agreement.ofSample.buffer, agreement.ofAnnotator.buffer],
    ]);
  },
};
