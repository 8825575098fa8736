import { useEvidenceStore } from '../state/evidence.ts';
import { useSampleIssues } from '../state/issues.ts';
import { useUiStore } from '../state/ui-store.ts';
import { type EvidenceKind, evidenceKind } from './evidence-kind.ts';

/** What evidence the large view draws of a sample now; null: none. `isAsked`: the user wants to see some. */
export function useEvidence(id: number): { readonly kind: EvidenceKind | null; readonly isAsked: boolean } {
  const isAsked = useEvidenceStore((state) => state.isShown);
  const open = useUiStore((state) => state.issueKind);
  const issues = useSampleIssues(id);
  return { kind: isAsked && issues !== undefined ? evidenceKind(open, issues) : null, isAsked: isAsked && issues !== undefined };
}
