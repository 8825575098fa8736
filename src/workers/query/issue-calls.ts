import type { ClassIssue } from '../../shared/class-issues.ts';
import type { DetectionSettings } from '../../shared/detection.ts';
import type { Cuts, GroupKind, IssueCount, IssueKind } from '../../shared/issue.ts';
import type { LabelSettings } from '../../shared/prediction.ts';
import type { Query } from '../../shared/query.ts';

/** How labels and boxes are judged. */
export interface JudgingSettings {
  readonly labels: LabelSettings;
  readonly detection: DetectionSettings;
}

/** What is wrong with samples, classes and groups of duplicates. */
export type IssueCalls = {
  /** Cuts other than the defaults, and settings for labels, from now on; the revision rises. The one who calls has written them down. */
  readonly setCuts: {
    readonly input: { readonly revision: number; readonly cuts: Cuts; readonly settings?: JudgingSettings };
    readonly progress: never;
    readonly output: null;
  };
  /** Every kind, in order, those without samples too. */
  readonly issues: {
    readonly input: { readonly query: Query | null };
    readonly progress: never;
    readonly output: readonly IssueCount[];
  };
  /** What is wrong with classes as a whole, over the samples of a query that are not missing; as `classIssues` orders them. */
  readonly classIssues: {
    readonly input: { readonly query: Query | null };
    readonly progress: never;
    readonly output: readonly ClassIssue[];
  };
  /** Samples with an issue, most severe first, ties by id; limited to those of a query, where one is given. */
  readonly rank: {
    readonly input: { readonly kind: IssueKind; readonly query: Query | null; readonly offset: number; readonly limit: number };
    readonly progress: never;
    readonly output: {
      readonly total: number;
      readonly ids: Uint32Array<ArrayBuffer>;
      readonly scores: Float64Array<ArrayBuffer>;
    };
  };
  /** Groups of a kind, worst first: open before decided, then the surest by their weakest link, then the largest, then by id. */
  readonly groups: {
    readonly input: {
      readonly kind: GroupKind;
      /** Limited to groups with a sample that matches, where one is given. */
      readonly query: Query | null;
      readonly onlyOpen: boolean;
      readonly offset: number;
      readonly limit: number;
    };
    readonly progress: never;
    readonly output: {
      readonly revision: number;
      /** Groups that match, decided ones too; with `onlyOpen` the list has `open` of them. */
      readonly total: number;
      readonly open: number;
      /** The least id of each group. */
      readonly groupIds: Uint32Array<ArrayBuffer>;
      readonly isOpen: Uint8Array<ArrayBuffer>;
      /** All members that are there of group k are `members[ends[k - 1] … ends[k]]`, by id. */
      readonly ends: Uint32Array<ArrayBuffer>;
      readonly members: Uint32Array<ArrayBuffer>;
      /** Which partition each group is one of: index into DUPLICATE_KINDS. */
      readonly partitions: Uint8Array<ArrayBuffer>;
    };
  };
};
