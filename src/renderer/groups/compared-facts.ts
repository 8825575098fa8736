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

/** What the facts of a sample are read from. */
export type ComparedSample = Omit<GroupMember, 'linkedId' | 'distance' | 'turn'>;

/** A line of the table that compares several samples: what is so of each, in their order. */
export interface FactLine {
  readonly name: string;
  readonly texts: readonly string[];
  readonly isDifferent: boolean;
}

interface Fact {
  readonly name: string;
  readonly of: (sample: ComparedSample) => string;
  /** Of which more is better. */
  readonly amount?: (sample: ComparedSample) => number;
}

const FACTS: readonly Fact[] = [
  { name: 'Name', of: ({ path }) => path.slice(path.lastIndexOf('/') + 1) },
  { name: 'Folder', of: ({ path }) => path.slice(0, Math.max(0, path.lastIndexOf('/'))) || '–' },
  { name: 'Class', of: ({ label }) => label ?? '–' },
  { name: 'Split', of: ({ split }) => split ?? '–' },
  { name: 'Dimensions', of: dimensions, amount: pixelsOf },
  { name: 'File size', of: ({ sizeBytes }) => formatBytes(sizeBytes), amount: ({ sizeBytes }) => sizeBytes },
  { name: 'Format', of: ({ format }) => format?.toUpperCase() ?? '–' },
  {
    name: 'Modified',
    of: ({ modifiedMs }) => new Date(modifiedMs).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' }),
  },
  { name: 'Tags', of: ({ tags }) => tags.join(', ') || '–' },
];

/** Members of a group are read all. */
const STATUS: Fact = { name: 'Status', of: ({ status }) => status };

/** What is known of two members, side by side. */
export function comparedFacts(left: ComparedSample, right: ComparedSample): readonly ComparedFact[] {
  return FACTS.map(({ name, of, amount }) => ({
    name,
    left: of(left),
    right: of(right),
    isDifferent: of(left) !== of(right),
    better: amount === undefined ? null : betterOf(amount(left), amount(right)),
  }));
}

/** What is known of any number of samples. */
export function factLines(samples: readonly ComparedSample[]): readonly FactLine[] {
  return [...FACTS, STATUS].map(({ name, of }) => {
    const texts = samples.map(of);
    return { name, texts, isDifferent: new Set(texts).size > 1 };
  });
}

function dimensions({ width, height }: ComparedSample): string {
  return width === null || height === null ? '–' : `${formatCount(width)} × ${formatCount(height)}`;
}

function betterOf(left: number, right: number): 'left' | 'right' | null {
  if (left === right) return null;
  return left > right ? 'left' : 'right';
}
