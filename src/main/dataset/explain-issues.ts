import type { SampleAnnotations } from '../../shared/annotation.ts';
import { type DuplicateKind, type FaultyBox, type IssueKind, isGroupKind } from '../../shared/issue.ts';
import { issueReason, type LabelDoubt, type ReasonFacts } from '../../shared/issue-reason.ts';
import type { ReadableDb } from '../db/connection.ts';
import { readVotes } from '../index/annotation-votes.ts';
import { readFacts, type SampleFacts } from '../index/issue-facts.ts';
import { narrowestPartitions, type Related, relatedSamples } from '../index/related-samples.ts';

/** An issue of a sample with all that is said of it. */
export interface ExplainedIssue {
  readonly kind: IssueKind;
  readonly sample: SampleFacts;
  /** In [0, 1], lower = worse. */
  readonly score: number;
  readonly reason: string;
  /** For kinds of duplicates. */
  readonly related: (Related & { readonly path: string | null }) | null;
  /** For labels. */
  readonly doubt: LabelDoubt | null;
  /** For disagreements of annotators. */
  readonly annotations: SampleAnnotations | null;
  /** For boxes. */
  readonly boxes: readonly FaultyBox[];
}

export interface FoundIssue {
  readonly id: number;
  readonly score: number;
  /** For labels: see `labelDoubts`. */
  readonly doubt?: LabelDoubt | null;
  /** For boxes: see `withBoxFaults`. */
  readonly boxes?: readonly FaultyBox[];
}

/** Says why samples have an issue of a kind, in the order asked; samples that are gone are left out. About 20 ms for 1,000. */
export function explainIssues(db: ReadableDb, kind: IssueKind, found: readonly FoundIssue[]): readonly ExplainedIssue[] {
  const ids = found.map(({ id }) => id);
  const related = isGroupKind(kind) ? relatedSamples(db, kind, ids) : new Map<number, Related>();
  const pairs = new Map([...related].flatMap(([id, { id: other }]) => (other === null ? [] : [[id, other] as const])));
  const votes = kind === 'annotator-disagreement' ? readVotes(db, ids) : new Map<number, SampleAnnotations>();
  const facts = readFacts(db, [...new Set([...ids, ...pairs.values()])]);
  const partitionOf = narrowestPartitions(db, pairs);
  return found.flatMap(({ id, score, doubt = null, boxes = [] }) => {
    const sample = facts.get(id);
    if (sample === undefined) return [];
    const other = facts.get(pairs.get(id) ?? 0);
    const { related: shown, reasoned } = relatedOf(related.get(id), other, () => partitionOf(id, other?.id ?? 0));
    const annotations = votes.get(id) ?? null;
    const reason = issueReason(kind, { ...sample, score, related: reasoned, doubt, annotations, boxes });
    return [{ kind, sample, score, reason, related: shown, doubt, annotations, boxes }];
  });
}

/** What is told of the other sample, and what the reason is made from; null where there is none, or it is gone. */
function relatedOf(
  related: Related | undefined,
  other: SampleFacts | undefined,
  partition: () => DuplicateKind,
): { readonly related: ExplainedIssue['related']; readonly reasoned: ReasonFacts['related'] } {
  if (related === undefined) return { related: null, reasoned: null };
  if (other === undefined) return { related: { ...related, path: null }, reasoned: null };
  const { path, label, split } = other;
  const { distance, turn } = related;
  return { related: { ...related, path }, reasoned: { path, label, split, distance, turn, partition: partition() } };
}
