import type { RangeFacet } from './facets.ts';
import type { NumberField } from './query.ts';

/** How far the classes of the splits are from being the same mixture. */
export interface LabelSkew {
  /** Effect size: 0 = the same mixture in every split, 1 = no class in two splits. */
  readonly cramersV: number;
  readonly chiSquared: number;
  readonly degreesOfFreedom: number;
  readonly p: number;
  /** Where it shows most: `expected` if every split had the same mixture. */
  readonly farthest: readonly {
    readonly label: string;
    readonly split: string;
    readonly count: number;
    readonly expected: number;
  }[];
  /** Counts by split, in the report's order of splits: the classes that differ most first, 1,000 at most. */
  readonly classes: readonly { readonly label: string; readonly counts: readonly number[] }[];
}

/** How far a number is distributed otherwise in a split than in all others. */
export interface ScoreSkew {
  readonly field: NumberField;
  readonly split: string;
  /** Effect size, Kolmogorov-Smirnov: the largest gap between the two cumulative shares, 0 to 1. */
  readonly distance: number;
  /** After Holm's correction for all that were tested. */
  readonly p: number;
  readonly median: number;
  readonly medianOfRest: number;
  /** Where that gap is: the share of the split's numbers that are no larger, and of the others'. */
  readonly at: number;
  readonly upTo: number;
  readonly upToOfRest: number;
}

/** How a number is distributed in each split. */
export interface ScoreHistogram extends Pick<RangeFacet, 'edges' | 'scale'> {
  readonly field: NumberField;
  /** By split, in the report's order, then by bin; upper edges are exclusive but for the last. */
  readonly counts: readonly (readonly number[])[];
}

/** How well a classifier that has not seen a sample, nor a copy of it, tells by its embedding which split it is in. */
export interface EmbeddingSkew {
  readonly model: string;
  readonly samples: number;
  /** Mean over splits of the share of its samples that were told: `chance` where splits look alike. */
  readonly balancedAccuracy: number;
  readonly chance: number;
  /** By split: the share of its samples that were told, and those that are most unlike those of the others, farthest first. */
  readonly telling: readonly {
    readonly split: string;
    readonly told: number;
    readonly ids: readonly number[];
    readonly paths: readonly string[];
  }[];
}

/** How splits differ; effect sizes first, largest first. */
export interface SkewReport {
  /** What was compared, in the search language. */
  readonly query: string;
  readonly splits: readonly { readonly name: string; readonly samples: number }[];
  readonly unsplit: number;
  /** Null: there are no two splits with labels of two classes. */
  readonly labels: LabelSkew | null;
  readonly scores: readonly ScoreSkew[];
  readonly histograms: readonly ScoreHistogram[];
  /** Null: there are no two splits, or no embeddings. */
  readonly embedding: EmbeddingSkew | null;
}
