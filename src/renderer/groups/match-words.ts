import type { DuplicateGroup, GroupMember } from '../../shared/api.ts';
import type { GroupKind } from '../../shared/issue.ts';
import type { Relation } from '../state/member-links.ts';
import type { Turn } from '../state/turn.ts';
import { formatCount } from '../ui/format.ts';

/** Each of the eight turns, and what is a part, as what was done to the copy. */
const TURNS: readonly string[] = [
  '',
  'mirrored',
  'flipped upside down',
  'turned 180°',
  'turned 90° clockwise and mirrored',
  'turned 90° clockwise',
  'turned 90° counter-clockwise',
  'turned 90° counter-clockwise and mirrored',
  'cropped, tilted, framed or written upon',
];

/** `mirrored`; empty where it is upright. */
export function turnWords(turn: Turn): string {
  return TURNS[turn] ?? '';
}

/** A distance in [0, 1] for a person: `3% different`; what is not nothing is at least 1%. */
export function differenceWords(distance: number): string {
  return `${Math.max(1, Math.round(distance * 100))}% different`;
}

/** How a member matches the best of its group: `mirrored, 3% different`. */
export function matchWords({ partition }: Pick<DuplicateGroup, 'partition'>, { doubt, turn }: Relation): string {
  if (partition === 'exact') return 'same bytes';
  if (partition === 'pixel') return 'same pixels';
  if (doubt === Number.POSITIVE_INFINITY) return 'linked to a sample not shown';
  const difference = doubt === 0 ? (turn === 0 ? 'looks the same' : '') : differenceWords(doubt);
  return [turnWords(turn), difference].filter((words) => words !== '').join(', ');
}

/** What holds a group together at its weakest: `weakest link 8% different`; of a pair nothing, since its one link is told anyway. */
export function weakestWords({ partition, weakest, size }: Pick<DuplicateGroup, 'partition' | 'weakest' | 'size'>): string {
  if (size === 2) return '';
  if (partition === 'exact') return 'same bytes';
  if (partition === 'pixel') return 'same pixels';
  return weakest === 0 ? 'all look the same' : `weakest link ${differenceWords(weakest)}`;
}

/** What a group is, in a few words: `4 samples in train and test`, `2 samples, labeled cat and dog`. */
export function groupWords({ kind, size, members }: Pick<DuplicateGroup, 'kind' | 'size' | 'members'>): string {
  const samples = `${formatCount(size)} samples`;
  const sides = sidesOf(kind, members);
  if (sides.length < 2) return samples;
  return `${samples}${kind === 'leak' ? ' in' : ', labeled'} ${sides.slice(0, -1).join(', ')} and ${sides.at(-1)}`;
}

function sidesOf(kind: GroupKind, members: readonly GroupMember[]): readonly string[] {
  if (kind !== 'leak' && kind !== 'label-conflict') return [];
  const values = members.flatMap((member) => (kind === 'leak' ? member.split : member.label) ?? []);
  return [...new Set(values)].sort();
}
