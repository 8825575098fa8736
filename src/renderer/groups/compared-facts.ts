import type { GroupMember } from '../../shared/api.ts';
import { formatBytes, formatCount } from '../ui/format.ts';
import { pixelsOf } from './differing.ts';

/** A line of the table that compares two samples. */
export interface ComparedFact {
  readonly name: string;
  readonly left: string;
  readonly right: string;
  readonly isDifferent: boolean;
  /** Which one has more of it, where more is better; null: neither, or it is no question of more. */
  readonly better: 'left' | 'right' | null;
}

/** What is known of two members, side by side. */
export function comparedFacts(left: GroupMember, right: GroupMember): readonly ComparedFact[] {
  const fact = (name: string, of: (member: GroupMember) => string, amount?: (member: GroupMember) => number): ComparedFact => ({
    name,
    left: of(left),
    right: of(right),
    isDifferent: of(left) !== of(right),
    better: amount === undefined ? null : betterOf(amount(left), amount(right)),
  });
  return [
    fact('Name', ({ path }) => path.slice(path.lastIndexOf('/') + 1)),
    fact('Folder', ({ path }) => path.slice(0, Math.max(0, path.lastIndexOf('/'))) || '–'),
    fact('Class', ({ label }) => label ?? '–'),
    fact('Split', ({ split }) => split ?? '–'),
    fact('Dimensions', dimensions, pixelsOf),
    fact(
      'File size',
      ({ sizeBytes }) => formatBytes(sizeBytes),
      ({ sizeBytes }) => sizeBytes,
    ),
    fact('Format', ({ format }) => format?.toUpperCase() ?? '–'),
    fact('Modified', ({ modifiedMs }) =>
      new Date(modifiedMs).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' }),
    ),
    fact('Tags', ({ tags }) => tags.join(', ') || '–'),
  ];
}

function dimensions({ width, height }: GroupMember): string {
  return width === null || height === null ? '–' : `${formatCount(width)} × ${formatCount(height)}`;
}

function betterOf(left: number, right: number): 'left' | 'right' | null {
  if (left === right) return null;
  return left > right ? 'left' : 'right';
}
