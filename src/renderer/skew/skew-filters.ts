import type { Filter, NumberField } from '../../shared/query.ts';
import { anyOf } from '../../shared/query-normal.ts';
import type { ScoreHistogram, ScoreSkew } from '../../shared/skew.ts';

/** Samples of a split. */
export const inSplit = (split: string): Filter => ({ kind: 'equals', field: 'split', value: split });

/** Samples of a class in a split. */
export const ofClassIn = (label: string, split: string): readonly Filter[] => [
  inSplit(split),
  { kind: 'equals', field: 'label', value: label },
];

/** These samples. */
export const amongIds = (ids: readonly number[]): Filter =>
  anyOf(ids.map((value) => ({ kind: 'compare', field: 'id', comparison: '=', value })));

/** Samples of one bin, as the histogram counts them. */
export function inBin({ field, edges }: Pick<ScoreHistogram, 'field' | 'edges'>, bin: number): readonly Filter[] {
  const isLast = bin === edges.length - 2;
  return [
    { kind: 'compare', field, comparison: '>=', value: boundOf(field, edges[bin] ?? 0) },
    isLast
      ? { kind: 'compare', field, comparison: '<=', value: edges[bin + 1] ?? 0 }
      : { kind: 'compare', field, comparison: '<', value: boundOf(field, edges[bin + 1] ?? 0) },
  ];
}

/** One side of the largest gap between a split and the others: who has more there, and how its samples are asked for. */
export interface SkewSide {
  /** Null: the others. */
  readonly split: string | null;
  readonly isUpTo: boolean;
  readonly share: number;
  readonly shareOfOthers: number;
  readonly clauses: readonly Filter[];
}

/** The split where it has more than the others, and the others on the other side. */
export function sidesOf({ field, split, at, upTo, upToOfRest }: ScoreSkew): readonly [SkewSide, SkewSide] {
  const isUpTo = upTo > upToOfRest;
  const below: Filter = { kind: 'compare', field, comparison: '<=', value: at };
  const above: Filter = { kind: 'compare', field, comparison: '>', value: at };
  const others: readonly Filter[] = [
    { kind: 'not', of: inSplit(split) },
    { kind: 'is', claim: 'split' },
  ];
  const side = (name: string | null, isBelow: boolean): SkewSide => {
    const shares = isBelow ? [upTo, upToOfRest] : [1 - upTo, 1 - upToOfRest];
    const [own, other] = name === null ? [shares[1], shares[0]] : [shares[0], shares[1]];
    const whose = name === null ? others : [inSplit(name)];
    return {
      split: name,
      isUpTo: isBelow,
      share: own ?? 0,
      shareOfOthers: other ?? 0,
      clauses: [...whose, isBelow ? below : above],
    };
  };
  return [side(split, isUpTo), side(null, !isUpTo)];
}

const WHOLE: readonly NumberField[] = ['sizeBytes', 'width', 'height', 'capturedAt'];

/** For whole numbers the next one says the same. */
function boundOf(field: NumberField, edge: number): number {
  return WHOLE.includes(field) ? Math.ceil(edge) : edge;
}
