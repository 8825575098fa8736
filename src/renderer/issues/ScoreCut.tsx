import { DEFAULT_CUTS, type ScoreKind } from '../../shared/issue.ts';
import { ISSUES } from '../../shared/issue-meanings.ts';
import { moveCut, useCutsStore } from '../state/cuts.ts';
import { useIssueCounts, useScoreHistogram } from '../state/issues.ts';
import { formatScore } from '../ui/format.ts';
import { CutHistogram } from './CutHistogram.tsx';
import styles from './ScoreCut.module.css';
import { useScope } from './use-scope.ts';

/** The histogram of a score in the scope, with the cut that makes an issue of it. */
export function ScoreCut({ kind }: { readonly kind: ScoreKind }) {
  const scope = useScope();
  const facet = useScoreHistogram(kind, scope);
  const count = useIssueCounts()?.find((each) => each.kind === kind);
  const moved = useCutsStore((state) => state.moved[kind]);
  const defaultCut = count?.defaultCut ?? (kind === 'outlier' ? null : DEFAULT_CUTS[kind]);
  const cut = moved === null ? defaultCut : (moved ?? count?.cut ?? defaultCut);
  if (cut === null || defaultCut === null) return null;
  const onMove = (wanted: number | null): void => void moveCut(kind, wanted);
  return (
    <div className={styles.score}>
      {facet === undefined || facet.min === null ? (
        <p className={styles.none}>{facet === undefined ? null : 'No scores yet'}</p>
      ) : (
        <CutHistogram
          facet={facet}
          title={ISSUES[kind].title}
          cut={cut}
          defaultCut={defaultCut}
          flagged={count?.samples ?? 0}
          onMove={onMove}
        />
      )}
      <div className={styles.axis}>
        <span>0 worst</span>
        <span className={styles.cut}>
          cut <b>{formatScore(cut)}</b>
          {cut === defaultCut ? null : (
            <button type="button" className={styles.reset} onClick={() => onMove(null)}>
              back to default {formatScore(defaultCut)}
            </button>
          )}
        </span>
        <span>1 best</span>
      </div>
    </div>
  );
}
