import { expect, it } from 'vitest';
import { evidenceKind } from '../../../src/renderer/inspector/evidence-kind.ts';
import type { IssueKind, SampleIssue } from '../../../src/shared/issue.ts';

const issue = (kind: IssueKind): SampleIssue => ({ kind, score: 0.1, cut: null, reason: '', group: null });

it('draws the kind that is open, past its cut too, else the first of the sample’s own that can be drawn', () => {
  expect(evidenceKind('blurry', [issue('dark')])).toBe('blurry');
  expect(evidenceKind('animated', [issue('animated'), issue('odd-size')])).toBe('odd-size');
  expect(evidenceKind('letterbox', [issue('odd-file-size'), issue('letterbox')])).toBe('letterbox');
  expect(evidenceKind(null, [issue('leak'), issue('dark')])).toBe('dark');
  expect(evidenceKind(null, [issue('leak')])).toBeNull();
});
