import type { IssueKind, SampleIssue } from '../../shared/issue.ts';
import type { NumberField } from '../../shared/query.ts';

/** Kinds whose evidence can be drawn. */
export const EVIDENCE_KINDS = [
  'blurry',
  'dark',
  'light',
  'corrupt',
  'odd-size',
  'odd-aspect-ratio',
  'odd-file-size',
  'low-information',
  'single-color',
  'letterbox',
  'strong-compression',
  'grayscale',
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** Numbers whose histograms show a sample's place: what makes it unlike the others, else the score itself. */
export const PLACED_BY: Readonly<Partial<Record<EvidenceKind, readonly NumberField[]>>> = {
  'odd-size': ['width', 'height'],
  'odd-aspect-ratio': ['aspect'],
  'odd-file-size': ['sizeBytes'],
  'low-information': ['score.low-information'],
  'single-color': ['score.single-color'],
  letterbox: ['score.letterbox'],
  'strong-compression': ['score.strong-compression'],
  grayscale: ['score.grayscale'],
};

/** What to draw for a sample: the kind that is open, past its cut too, else the first of its own; null: nothing can be drawn. */
export function evidenceKind(open: IssueKind | null, issues: readonly SampleIssue[]): EvidenceKind | null {
  return [open, ...issues.map(({ kind }) => kind)].find(isEvidenceKind) ?? null;
}

function isEvidenceKind(kind: IssueKind | null): kind is EvidenceKind {
  return (EVIDENCE_KINDS as readonly (IssueKind | null)[]).includes(kind);
}
