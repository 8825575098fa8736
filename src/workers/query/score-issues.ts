import { DEFAULT_CUTS, type ScoreKind } from '../../shared/issue.ts';
import { DERIVED_SCORES, type DerivedScore, type ScoreName, type StoredScore } from '../../shared/score.ts';
import { bitsWhere, noBits, subtract } from './bits.ts';
import { comparing, rowsComparing } from './comparing.ts';
import { DERIVED_FROM } from './derived-scores.ts';
import type { Finding, IssueRule, IssueSources } from './issue-finding.ts';
import type { NumberArray } from './number-column.ts';
import type { Checkpoint } from './turns.ts';

const isDerived = (name: ScoreName): name is DerivedScore => (DERIVED_SCORES as readonly ScoreName[]).includes(name);

/** Samples with a score below the cut. */
export function scoreRule(kind: ScoreKind): IssueRule {
  if (kind === 'outlier') return OUTLIER;
  if (kind === 'annotator-disagreement') return ANNOTATOR_DISAGREEMENT;
  if (kind === 'odd-size') return { kind, columns: DERIVED_FROM[kind], find: findOddSizes };
  if (isDerived(kind)) {
    const find: IssueRule['find'] = async (sources, checkpoint) =>
      below(kind, sources, await sources.derived.of(kind, checkpoint), DEFAULT_CUTS[kind]);
    return { kind, columns: DERIVED_FROM[kind], find };
  }
  return storedRule(kind);
}

function storedRule(kind: StoredScore): IssueRule {
  const column = `score.${kind}` as const;
  return {
    kind,
    columns: [column],
    find: async (sources) => below(kind, sources, sources.store.numbers(column), DEFAULT_CUTS[kind]),
  };
}

/** Without a model that draws a line there are none, also where the line was moved before. */
const OUTLIER: IssueRule = {
  kind: 'outlier',
  columns: ['score.outlier'],
  find: async (sources) => {
    const defaultCut = sources.store.reader.outlierCut();
    if (defaultCut !== null) return below('outlier', sources, sources.store.numbers('score.outlier'), defaultCut);
    return { rows: noBits(sources.store.size), severity: () => 0, cut: null, defaultCut: null, groups: null };
  },
};

/** Nothing is said of samples with one label, or none; a label that the user gave settles it. */
const ANNOTATOR_DISAGREEMENT: IssueRule = {
  kind: 'annotator-disagreement',
  columns: ['score.agreement', 'relabeled'],
  version: async ({ store }) => String(store.reader.hasAnnotations()),
  find: async (sources) => {
    const { store } = sources;
    const kind = 'annotator-disagreement';
    const found = below(kind, sources, store.numbers('score.agreement'), DEFAULT_CUTS[kind]);
    const relabeled = store.numbers('relabeled');
    subtract(
      found.rows,
      bitsWhere(store.size, (row) => relabeled[row] === 1),
    );
    return store.reader.hasAnnotations() ? found : { ...found, needs: 'annotations' };
  },
};

function below(kind: ScoreKind, { store, cuts }: IssueSources, scores: NumberArray, defaultCut: number): Finding {
  const cut = cuts[kind] ?? defaultCut;
  const rows = rowsComparing(scores, store.size, '<', cut);
  return { rows, severity: (row) => scores[row] ?? 0, cut, defaultCut, groups: null };
}

/** Odd among all pictures or among those of the class; a cut that was moved is moved for both. */
async function findOddSizes({ store, derived, cuts }: IssueSources, checkpoint: Checkpoint): Promise<Finding> {
  const { scores, ofClass, defaultCut, defaultCutOfClass } = await derived.oddSizes(checkpoint);
  const classes = store.texts.label.values;
  const moved = cuts['odd-size'];
  const cut = moved ?? defaultCut;
  const isBelow = comparing(scores, '<', cut);
  const score = (row: number): number => scores[row] ?? Number.NaN;
  /** Default cuts are 0.5 and 1, which singles hold. */
  const isOddInClass = (row: number): boolean => {
    const found = ofClass[row] ?? Number.NaN;
    return moved === undefined ? found < (defaultCutOfClass[classes[row] ?? 0] ?? 0) : isBelow(found);
  };
  return {
    rows: bitsWhere(store.size, (row) => isBelow(score(row)) || isOddInClass(row)),
    severity: (row) => (isOddInClass(row) ? Math.min(score(row), ofClass[row] ?? 1) : score(row)),
    cut,
    defaultCut,
    groups: null,
  };
}
