import type { Query } from '../../shared/query.ts';
import type { SkewReport } from '../../shared/skew.ts';
import type { SplitReport, SplitRules } from '../../shared/split.ts';

/** The samples of a query whose files could be read, and the split of each. */
interface SplitSamples {
  readonly revision: number;
  /** In path order. */
  readonly ids: Uint32Array<ArrayBuffer>;
  /** Of each: place in the report's splits + 1, 0 = none. */
  readonly splits: Uint32Array<ArrayBuffer>;
}

export type SplitCalls = {
  /** Deals them to splits. */
  readonly split: {
    readonly input: { readonly query: Pick<Query, 'filter'>; readonly rules: SplitRules };
    readonly progress: never;
    readonly output: SplitSamples & { readonly report: SplitReport };
  };
  /** How the splits they are in differ. */
  readonly skew: {
    readonly input: { readonly query: Pick<Query, 'filter'> };
    readonly progress: never;
    readonly output: SplitSamples & { readonly report: Omit<SkewReport, 'embedding' | 'query'> };
  };
};
