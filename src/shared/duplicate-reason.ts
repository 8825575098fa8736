import { assertNever } from './errors.ts';
import type { GroupKind } from './issue.ts';
import type { ReasonFacts } from './issue-reason.ts';
import { copyInWords } from './turn-words.ts';

type Related = NonNullable<ReasonFacts['related']>;

const labelled = (label: string | null): string => (label === null ? 'without a label' : `labelled "${label}"`);
const alike = (distance: number): string => `${Math.floor((1 - distance) * 100)}% alike`;

function nearReason({ path, turn, distance }: Related): string {
  return `${copyInWords(path, turn)}, ${alike(distance)}`;
}

function withoutRelated(kind: GroupKind): string {
  switch (kind) {
    case 'leak':
      return 'copies of it lie in another split';
    case 'label-conflict':
      return 'copies of it carry another label';
    case 'exact-duplicate':
      return 'another file has the same bytes';
    case 'pixel-duplicate':
      return 'another file has the same pixels';
    case 'near-duplicate':
      return 'other files are copies of it';
    default:
      return assertNever(kind);
  }
}

/** Why a sample is in a group of duplicates, with the sample that shows it. */
export function duplicateReason(kind: GroupKind, { related, label }: ReasonFacts): string {
  if (related === null) return withoutRelated(kind);
  switch (kind) {
    case 'leak':
      return `also in ${related.split ?? 'no split'}: ${related.path}`;
    case 'label-conflict':
      return `${labelled(label)}, while its copy ${related.path} is ${labelled(related.label)}`;
    case 'exact-duplicate':
      return `the same bytes as ${related.path}`;
    case 'pixel-duplicate':
      return `the same pixels as ${related.path}, in another file`;
    case 'near-duplicate':
      return nearReason(related);
    default:
      return assertNever(kind);
  }
}
