import type { Cuts, IssueKind, IssueNeed } from '../../shared/issue.ts';
import type { Bits } from './bits.ts';
import type { BoxIssueFinder } from './box-issue-finder.ts';
import type { ColumnName, ColumnStore } from './column-store.ts';
import type { DerivedScores } from './derived-scores.ts';
import type { DuplicateGroups } from './duplicate-groups.ts';
import type { Groups } from './groups.ts';
import type { LabelIssueFinder } from './label-issues.ts';
import type { Checkpoint } from './turns.ts';

/** What issues are found in. */
export interface IssueSources {
  readonly store: ColumnStore;
  readonly derived: DerivedScores;
  readonly duplicates: DuplicateGroups;
  readonly labels: LabelIssueFinder;
  readonly boxes: BoxIssueFinder;
  readonly cuts: Cuts;
}

/** Which rows have an issue, before what the user said is none, and how bad it is. */
export interface Finding {
  readonly rows: Bits;
  /** Of a row of the set: in [0, 1], lower = worse. */
  severity(row: number): number;
  /** Score kinds: samples with a lower score have the issue; null for other kinds. */
  readonly cut: number | null;
  /** The cut that nobody moved. */
  readonly defaultCut: number | null;
  /** Group kinds: where the groups and what sets their samples apart stand; null for other kinds. */
  readonly groups: IssueGroups | null;
  /** What stands in the way of finding any; absent: nothing. */
  readonly needs?: IssueNeed;
}

export interface IssueGroups {
  readonly groups: Groups;
  /** Codes of the split or label, of which a group needs two different ones (0 counts for none); null: any two samples do. */
  readonly codes: Uint32Array | null;
}

/** How one kind of issue is found. */
export interface IssueRule {
  readonly kind: IssueKind;
  /** All that `find` looks at, besides cuts: what it found holds while these stay the same. */
  readonly columns: readonly ColumnName[];
  /** Where it looks at more than columns: the same text while that stays the same. */
  version?(sources: IssueSources, checkpoint: Checkpoint): Promise<string>;
  find(sources: IssueSources, checkpoint: Checkpoint): Promise<Finding>;
}
