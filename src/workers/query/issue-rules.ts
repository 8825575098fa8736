import { assertNever } from '../../shared/errors.ts';
import { type IssueKind, isScoreKind } from '../../shared/issue.ts';
import { classRule } from './class-issue-rows.ts';
import { ANIMATED, CORRUPT, ORIENTATION_FLAG, PRIVATE_METADATA, UNSUPPORTED, WRONG_EXTENSION } from './file-issues.ts';
import { conflictRule, duplicateRule } from './group-issues.ts';
import type { IssueRule } from './issue-finding.ts';
import { scoreRule } from './score-issues.ts';

/** What makes each kind of issue. */
export function ruleOf(kind: IssueKind): IssueRule {
  if (isScoreKind(kind)) return scoreRule(kind);
  switch (kind) {
    case 'corrupt':
      return CORRUPT;
    case 'unsupported':
      return UNSUPPORTED;
    case 'wrong-extension':
      return WRONG_EXTENSION;
    case 'leak':
      return conflictRule(kind, 'split');
    case 'label-conflict':
      return conflictRule(kind, 'label');
    case 'exact-duplicate':
      return duplicateRule(kind, 'exact');
    case 'pixel-duplicate':
      return duplicateRule(kind, 'pixel');
    case 'near-duplicate':
      return duplicateRule(kind, 'near');
    case 'label':
      return LABEL;
    case 'box':
      return BOX;
    case 'orientation-flag':
      return ORIENTATION_FLAG;
    case 'animated':
      return ANIMATED;
    case 'private-metadata':
      return PRIVATE_METADATA;
    case 'class-imbalance':
    case 'class-name':
      return classRule(kind);
    default:
      return assertNever(kind);
  }
}

/** Labels that the active run's probabilities speak against. */
const LABEL: IssueRule = {
  kind: 'label',
  columns: ['label', 'status'],
  version: ({ labels }, checkpoint) => labels.version(checkpoint),
  find: ({ labels }, checkpoint) => labels.find(checkpoint),
};

/** Given boxes that something is wrong with, by themselves or to the active run. */
const BOX: IssueRule = {
  kind: 'box',
  columns: ['boxes', 'width', 'height', 'status'],
  version: ({ boxes }, checkpoint) => boxes.version(checkpoint),
  find: ({ boxes }, checkpoint) => boxes.find(checkpoint),
};
