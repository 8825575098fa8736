import { assertNever } from './errors.ts';
import type { DuplicateKind, GroupKind } from './issue.ts';
import type { ReasonFacts } from './issue-reason.ts';
import { copyInWords } from './turn-words.ts';

type Related = NonNullable<ReasonFacts['related']>;

const labelled = (label: string | null): string => (label === null ? 'without a label' : `labelled "${label}"`);
const alike = (distance: number): string => `${Math.floor((1 - distance) * 100)}% alike`;

/** In what two samples of a group are the same: those of a group of near duplicates may well have the same bytes. */
function sameness(widest: DuplicateKind, { path, turn, distance, partition }: Related): string {
  if (widest === 'exact' || partition === 'exact') return `the same bytes as ${path}`;
  if (widest === 'pixel' || partition === 'pixel') return `the same pixels as ${path}, in another file`;
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
      return sameness('exact', related);
    case 'pixel-duplicate':
      return sameness('pixel', related);
    case 'near-duplicate':
      return sameness('near', related);
    default:
      return assertNever(kind);
  }
}
