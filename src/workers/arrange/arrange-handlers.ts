import { stepByStep } from '../duplicates/steps.ts';
import { checkpointFor } from '../query/turns.ts';
import { type Handlers, transfer } from '../rpc/serve.ts';
import { arrange } from './arrange.ts';
import type { ArrangeCalls } from './calls.ts';

/** What progress is told in: thousandths. */
const WHOLE = 1000;

/** The call of the arrange worker. */
export const arrangeHandlers: Handlers<ArrangeCalls> = {
  arrange: async (input, { signal, progress }) => {
    let told = 0;
    const onDone = (share: number): void => {
      const done = Math.floor(share * WHOLE);
      if (done > told) progress({ done, total: WHOLE });
      told = Math.max(told, done);
    };
    const arrangement = await stepByStep(arrange(input), checkpointFor(signal), onDone);
    const { cells, levels } = arrangement;
    return transfer(arrangement, [cells.buffer, ...levels.map(({ medoids }) => medoids.buffer)]);
  },
};
