import type { ConsensusMethod } from '../../shared/annotation.ts';
import type { Agreement } from './agreement.ts';
import type { Consensus } from './consensus.ts';
import type { Votes } from './votes.ts';

/** What all votes come to, with how good those are who gave them. */
export interface JoinedVotes {
  readonly method: ConsensusMethod;
  readonly consensus: Consensus;
  readonly agreement: Agreement;
  /** By annotator: share of their votes expected to be right, by majority those that are the consensus; NaN without votes. */
  readonly accuracy: Float32Array<ArrayBuffer>;
}

export type AnnotatorCalls = {
  /** By Dawid–Skene, or by majority where its matrices would not fit into memory. */
  readonly join: {
    readonly input: Votes;
    readonly progress: { readonly done: number; readonly total: number };
    readonly output: JoinedVotes;
  };
};
