import type { ScoreHistogram, ScoreSkew, SkewReport } from '../../shared/skew.ts';
import { samplesOf } from '../state/skew.ts';
import { formatBound } from '../ui/format-bound.ts';
import { ScoreChart } from './ScoreChart.tsx';
import { ScoreParts } from './ScoreParts.tsx';
import detail from './SkewDetail.module.css';
import { SplitKey } from './SplitKey.tsx';
import { type SkewSide, sidesOf } from './skew-filters.ts';
import { Telling } from './Telling.tsx';

export interface ScoreDetailProps {
  readonly report: SkewReport;
  /** The largest difference first. */
  readonly parts: readonly [ScoreSkew, ...ScoreSkew[]];
  readonly histogram: ScoreHistogram;
}

/** Distributions of a number in the splits over each other, and pictures of both sides of the largest gap. */
export function ScoreDetail({ report, parts, histogram }: ScoreDetailProps) {
  const [part] = parts;
  const { field } = histogram;
  return (
    <>
      <SplitKey report={report} />
      <ScoreChart report={report} histogram={histogram} at={part.at} />
      <ScoreParts report={report} parts={parts} />
      {part.distance === 0
        ? null
        : sidesOf(part).map((side) => (
            <Telling key={String(side.split)} query={samplesOf(report, side.clauses, { field, descending: !side.isUpTo })}>
              {sideWords(side, part, report)}{' '}
              <span className={detail.quiet}>
                {percent(side.share)} of it, {percent(side.shareOfOthers)} of{' '}
                {side.split === null ? part.split : othersOf(part, report)}
              </span>
            </Telling>
          ))}
    </>
  );
}

function sideWords({ split, isUpTo }: SkewSide, part: ScoreSkew, report: SkewReport): string {
  const whose = split ?? othersOf(part, report);
  const bound = formatBound(part.field, part.at);
  return isUpTo ? `${capital(whose)}, ${bound} or less` : `${capital(whose)}, over ${bound}`;
}

/** Of two splits, the other one by its name. */
function othersOf({ split }: ScoreSkew, { splits }: SkewReport): string {
  const others = splits.filter(({ name }) => name !== split);
  return others.length === 1 ? (others[0]?.name ?? '') : 'the others';
}

const capital = (text: string): string => (text === 'the others' ? 'The others' : text);
const percent = (share: number): string => `${(100 * share).toFixed(0)}%`;
