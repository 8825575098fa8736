import type { NumberField } from '../../shared/query.ts';
import type { EmbeddingSkew, LabelSkew, ScoreHistogram, ScoreSkew, SkewReport } from '../../shared/skew.ts';
import { fieldTitle } from '../ui/field-title.ts';

interface RowBase {
  readonly key: string;
  readonly title: string;
  /** Effect size, 0: no difference, 1: as different as can be. */
  readonly effect: number;
  /** What kind of effect size that is. */
  readonly measure: string;
  /** Null: no test is made. */
  readonly p: number | null;
  /** The split that stands out most; null: all do. */
  readonly split: string | null;
}
export type SkewRow = RowBase &
  (
    | { readonly kind: 'labels'; readonly labels: LabelSkew }
    | { readonly kind: 'embedding'; readonly embedding: EmbeddingSkew }
    | {
        readonly kind: 'score';
        readonly field: NumberField;
        /** Of one split against the others each, the largest difference first. */
        readonly parts: readonly [ScoreSkew, ...ScoreSkew[]];
        readonly histogram: ScoreHistogram;
      }
  );

/** Below it chance alone is an unlikely reason for a difference. */
export const LEVEL = 0.05;

/** All differences, the largest effect first. */
export function skewRows({ labels, scores, histograms, embedding }: SkewReport): readonly SkewRow[] {
  const rows = [
    ...labelRow(labels),
    ...histograms.flatMap((histogram) => scoreRow(histogram, scores)),
    ...embeddingRow(embedding),
  ];
  return rows.sort((a, b) => b.effect - a.effect || (a.title < b.title ? -1 : 1));
}

/** True where chance may have made it. */
export function isByChance({ p }: Pick<SkewRow, 'p'>): boolean {
  return p !== null && p >= LEVEL;
}

/** `<0.001`, `0.012`; nothing where no test is made. */
export function formatP(p: number | null): string {
  if (p === null) return '–';
  return p < 0.001 ? '<0.001' : p.toFixed(3);
}

/** The row above or below; the ends stay. */
export function rowBeside(rows: readonly SkewRow[], key: string | null, step: 1 | -1): SkewRow | null {
  const place = Math.max(
    0,
    rows.findIndex((row) => row.key === key),
  );
  return rows[Math.min(rows.length - 1, Math.max(0, place + step))] ?? null;
}

function labelRow(labels: LabelSkew | null): readonly SkewRow[] {
  if (labels === null) return [];
  const { cramersV, p, farthest } = labels;
  const split = farthest[0]?.split ?? null;
  return [{ key: 'labels', kind: 'labels', title: 'Labels', effect: cramersV, measure: 'Cramér’s V', p, split, labels }];
}

function scoreRow(histogram: ScoreHistogram, scores: readonly ScoreSkew[]): readonly SkewRow[] {
  const { field } = histogram;
  const [first, ...rest] = scores.filter((score) => score.field === field);
  if (first === undefined) return [];
  const { distance: effect, p, split } = first;
  const measure = 'Kolmogorov-Smirnov distance';
  return [
    { key: field, kind: 'score', title: fieldTitle(field), effect, measure, p, split, field, parts: [first, ...rest], histogram },
  ];
}

function embeddingRow(embedding: EmbeddingSkew | null): readonly SkewRow[] {
  if (embedding === null) return [];
  const { balancedAccuracy, chance, telling } = embedding;
  const effect = Math.max(0, (balancedAccuracy - chance) / (1 - chance));
  const split = telling.toSorted((a, b) => b.told - a.told)[0]?.split ?? null;
  const measure = 'Accuracy above chance';
  return [{ key: 'embedding', kind: 'embedding', title: 'What the pictures show', effect, measure, p: null, split, embedding }];
}
