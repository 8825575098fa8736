import { ISSUE_KINDS, type IssueKind } from '../../shared/issue.ts';
import { DEFAULT_QUERY, type Filter } from '../../shared/query.ts';
import type { ClassTable, Example } from '../../shared/report.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { readExamples } from '../index/report-examples.ts';
import type { ReportSource } from './report-source.ts';

/** Pictures that introduce the dataset. */
const FACES = 12;
/** From here on one picture of each class says more than some of all. */
const MANY_CLASSES = 6;
/** Where in its stretch of the dataset a picture is taken from: neither end, which often is special. */
const PLACE = 0.38;
/** Whole classes are no reason against a picture. */
const ISSUES: readonly IssueKind[] = ISSUE_KINDS.filter((kind) => kind !== 'class-imbalance' && kind !== 'class-name');

const FLAWED: Filter = { kind: 'or', of: ISSUES.map((value) => ({ kind: 'equals', field: 'issue', value })) };
const FINE: Filter = { kind: 'equals', field: 'status', value: 'ok' };
const REMOVED: Filter = { kind: 'equals', field: 'tag', value: 'remove' };

/** One good picture of each of the most frequent classes; of few classes, or none, pictures from all over. */
export async function chooseFaces(
  dataset: Dataset,
  { db, signal }: ReportSource,
  classes: ClassTable,
): Promise<readonly Example[]> {
  const options = signal === undefined ? {} : { signal };
  const idsOf = async (...also: readonly Filter[]): Promise<Uint32Array> => {
    const filter: Filter = { kind: 'and', of: [FINE, ...also] };
    return (await dataset.query.call('query', { query: { ...DEFAULT_QUERY, filter } }, options)).ids;
  };
  const good = async (...also: readonly Filter[]): Promise<Uint32Array> => {
    const ids = await idsOf(...also, { kind: 'not', of: { kind: 'or', of: [FLAWED, REMOVED] } });
    return ids.length > 0 ? ids : idsOf(...also);
  };
  const chosen: number[] = [];
  if (classes.rows.length <= MANY_CLASSES) chosen.push(...spread(await good(), FACES));
  else {
    for (const row of classes.rows.slice(0, FACES)) {
      chosen.push(...spread(await good({ kind: 'equals', field: 'label', value: row.class }), 1));
    }
  }
  return readExamples(db, chosen).map((example) => ({ ...example, score: null, reason: null }));
}

/** @returns ids from evenly spaced places, at most `count` */
function spread(ids: Uint32Array, count: number): readonly number[] {
  const stride = Math.max(1, ids.length / count);
  return [...new Set(Array.from({ length: count }, (_, index) => ids[Math.floor((index + PLACE) * stride)]))].filter(
    (id) => id !== undefined,
  );
}
