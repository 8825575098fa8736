import type { IssueKind } from './issue.ts';
import type { PrivateTag } from './private-metadata.ts';
import type { SampleStatus } from './sample.ts';

/** What a sample's issue is explained from. */
export interface ReasonFacts {
  readonly score: number;
  readonly status: SampleStatus;
  /** The decoder's words. */
  readonly reason: string | null;
  readonly format: string | null;
  readonly extensionFormat: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly sizeBytes: number;
  readonly frames: number | null;
  readonly orientation: number | null;
  readonly intact: number | null;
  readonly label: string | null;
  readonly split: string | null;
  readonly privateMetadata: readonly PrivateTag[];
  /** The sample it is a duplicate of. */
  readonly related: {
    readonly path: string;
    readonly label: string | null;
    readonly split: string | null;
    readonly distance: number;
    readonly turn: number;
  } | null;
}

/** Why a sample has an issue, in one sentence for a person. */
export function issueReason(kind: IssueKind, _facts: ReasonFacts): string {
  return kind;
}
