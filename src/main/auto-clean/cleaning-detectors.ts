import type { Repair } from '../../shared/auto-clean.ts';
import type { IssueKind } from '../../shared/issue.ts';
import { DEFAULT_KEEP_RULES } from '../../shared/keep-best.ts';
import { DEFAULT_QUERY, type Query } from '../../shared/query.ts';
import type { Detector } from '../../workers/auto-clean/auto-clean.ts';
import { NO_CLASS } from '../../workers/label-quality/probabilities.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { samplesNotBest } from '../dataset/keep-best.ts';
import { consensusOf } from '../index/annotation-votes.ts';
import type { LabelledVectors } from '../predictions/labelled-vectors.ts';
import { rowsOf } from './rows-of.ts';

/** What may be done about samples of a kind. Wrong labels are found where they are learned, see `labelDetector`. */
const REPAIRS_OF = {
  'annotator-disagreement': ['drop', 'relabel', 'down-weight'],
  'label-conflict': ['drop', 'down-weight'],
  'exact-duplicate': ['dedupe'],
  'pixel-duplicate': ['dedupe'],
  'near-duplicate': ['dedupe'],
  outlier: ['drop', 'down-weight'],
  dark: ['drop'],
  light: ['drop'],
  blurry: ['drop'],
  'low-information': ['drop'],
  'single-color': ['drop'],
  letterbox: ['drop'],
  'odd-size': ['drop'],
  'odd-aspect-ratio': ['drop'],
  'odd-file-size': ['drop'],
  'strong-compression': ['drop'],
  grayscale: ['drop'],
} as const satisfies Partial<Readonly<Record<IssueKind, readonly Repair[]>>>;
type DetectedKind = keyof typeof REPAIRS_OF;
const KINDS = Object.keys(REPAIRS_OF) as readonly DetectedKind[];

const NOT_DECIDED: Query = {
  ...DEFAULT_QUERY,
  filter: {
    kind: 'and',
    of: ['keep', 'remove'].map((value) => ({ kind: 'not', of: { kind: 'equals', field: 'tag', value } }) as const),
  },
};

/** What the issues of the dataset say is wrong with samples that have a vector, by their row; kinds without any are left out. */
export async function cleaningDetectors(
  dataset: Dataset,
  { ids, classes }: Pick<LabelledVectors, 'ids' | 'classes'>,
  signal: AbortSignal,
): Promise<readonly Detector[]> {
  const detectors: Detector[] = [];
  for (const kind of KINDS) {
    const found = await samplesOf(dataset, kind, signal);
    const rows = rowsOf(ids, found.toSorted());
    if (rows.length === 0) continue;
    const suggestions = kind === 'annotator-disagreement' ? await consensusByRow(dataset, ids, classes) : null;
    detectors.push({ name: kind, rows, repairs: REPAIRS_OF[kind], suggestions });
  }
  return detectors;
}

/** Of duplicates all but the best of each group. */
async function samplesOf(dataset: Dataset, kind: DetectedKind, signal: AbortSignal): Promise<Uint32Array> {
  if (kind === 'exact-duplicate' || kind === 'pixel-duplicate' || kind === 'near-duplicate') {
    return samplesNotBest(dataset, { kind, rules: [...DEFAULT_KEEP_RULES], groups: null, query: NOT_DECIDED });
  }
  const asked = { kind, query: NOT_DECIDED, offset: 0, limit: dataset.info().samples };
  return (await dataset.query.call('rank', asked, { signal })).ids;
}

async function consensusByRow(dataset: Dataset, ids: Uint32Array, classes: readonly string[]): Promise<Int32Array> {
  const consensus = await consensusOf(dataset.read, ids);
  const placeOf = consensus.classes.map((name) => classes.indexOf(name));
  const byRow = new Int32Array(ids.length).fill(NO_CLASS);
  for (const [at, row] of rowsOf(ids, consensus.ids).entries()) byRow[row] = placeOf[consensus.places[at] ?? -1] ?? NO_CLASS;
  return byRow;
}
