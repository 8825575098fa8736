import fc from 'fast-check';
import { expect, it } from 'vitest';
import { columnSources } from '../../../src/main/index/columns.ts';
import { giveLabel } from '../../../src/main/index/given-labels.ts';
import type { Query } from '../../../src/shared/query.ts';
import { CLAIMS, DEFAULT_QUERY, NUMBER_FIELDS, TEXT_FIELDS } from '../../../src/shared/query.ts';
import { parseQuery } from '../../../src/shared/query-language.ts';
import { EXPECTED_GAIN_FIELD, isBoxField } from '../../../src/shared/score.ts';
import type { QueryCalls } from '../../../src/workers/query/calls.ts';
import { queryHandlers } from '../../../src/workers/query/query-handlers.ts';
import { context, onIndex, type Worker } from './on-index.ts';
import type { SmallIndex } from './small-index.ts';
import { addRun, type SmallPrediction } from './small-runs.ts';
import { arbitrarySample, LABELS, type SampleRow } from './small-sample.ts';

/** One clause each: of every kind of term, on what the steps below change and on what they do not. */
const CLAUSES = [
  ...['label:cat', '-label:Cat', '(label:cat or label:Cat or tag:keep)', 'is:labeled', 'is:relabeled', 'label=consensus'],
  ...['-tag:remove', 'tag:keep', 'is:untagged', 'is:noted', 'status:ok', '-split:train', 'is:split', 'format:png'],
  ...['sizeBytes>=5', 'width<4', 'aspect!=1', 'modified>1970-01-01', 'score.dark<=0.3', 'score.odd-size<0.9'],
  ...['group.near>0', 'score.outlier<0.3', 'lasso:"-3,-3 3,-3 3,3 -3,3"', 'is:disagreed', 'path:train/*', 'deep'],
  ...['is:flagged', 'issue:blurry', '-issue:near-duplicate', 'prediction:cat', 'is:predicted', 'is:wrong', 'confidence<0.6'],
  ...['score.self-confidence<0.5', 'run:b', 'prob.cat>=0.25'],
];
/** The runs here have no boxes, and nothing that says what a label teaches. */
const RANGES = NUMBER_FIELDS.filter((field) => !isBoxField(field) && field !== EXPECTED_GAIN_FIELD);

type Step =
  | { readonly kind: 'tag' | 'keep' | 'see' | 'change' | 'remove'; readonly picks: readonly number[]; readonly row: SampleRow }
  | { readonly kind: 'label'; readonly picks: readonly number[]; readonly label: string | null; readonly isMany: boolean }
  | { readonly kind: 'insert'; readonly row: SampleRow }
  | { readonly kind: 'run' | 'cut' | 'everything' };

const picks = fc.array(fc.nat(), { minLength: 1, maxLength: 4 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('tag', 'keep', 'see', 'change', 'remove'), picks, row: arbitrarySample }),
  fc.record({ kind: fc.constant('label'), picks, label: fc.option(fc.constantFrom(...LABELS)), isMany: fc.boolean() }),
  fc.record({ kind: fc.constant('insert'), row: arbitrarySample }),
  fc.record({ kind: fc.constantFrom('run', 'cut', 'everything') }),
);
const query = fc.uniqueArray(fc.constantFrom(...CLAUSES), { maxLength: 3 }).map((clauses): Query => {
  const parsed = parseQuery(clauses.join(' '));
  if (!parsed.ok) throw new Error(`${clauses.join(' ')}: ${parsed.message}`);
  return { ...DEFAULT_QUERY, filter: parsed.query.filter };
});
const said: readonly SmallPrediction[] = [
  { predicted: 0, confidence: 0.5, probabilities: [0.5, 0.25, 0.25] },
  { predicted: 1, confidence: 0.75, probabilities: [0.125, 0.75, 0.125] },
  { predicted: 2, confidence: 0.5, probabilities: [0.25, 0.25, 0.5] },
];

it('are those of columns read afresh, whatever is decided, changes, comes and goes in between', async () => {
  const steps = fc.array(fc.tuple(step, query), { minLength: 2, maxLength: 7 });
  await fc.assert(
    fc.asyncProperty(fc.array(arbitrarySample, { minLength: 1, maxLength: 40 }), query, steps, (rows, watched, changes) =>
      onIndex(rows, async (index, worker) => {
        for (const [run, shift] of [
          ['a', 0],
          ['b', 1],
        ] as const)
          addRun(index, runOver(rows.length, run, shift));
        await worker.refresh({ revision: 0, ids: null }, context);
        const fresh = queryHandlers();
        for (const [k, [change, asked]] of changes.entries()) {
          // Asked before the change, so that there is something remembered that could be wrong after it.
          for (const each of [watched, asked]) await facetsOf(worker, each);
          await take(index, worker, change, k + 1);
          await fresh.open(columnSources(index.file), context);
          if (change.kind === 'cut') await fresh.setCuts(cutsAt(k + 1), context);
          for (const each of [watched, asked]) expect(await facetsOf(worker, each)).toEqual(await facetsOf(fresh, each));
          // Cuts are not written down here: others are as they were before.
          if (change.kind === 'cut') await worker.setCuts({ revision: k + 1, cuts: {} }, context);
        }
      }),
    ),
    { numRuns: 15 },
  );
});

const cutsAt = (revision: number): QueryCalls['setCuts']['input'] => ({
  revision,
  cuts: { blurry: 0.4, dark: 0.31, 'odd-size': 0.8 },
});

function runOver(samples: number, name: string, shift: number) {
  const ids = Array.from({ length: samples }, (_, k) => k + 1).filter((id) => id % 4 !== 3);
  return {
    name,
    classes: ['cat', 'sea lion', 'x'],
    predictions: new Map(ids.map((id) => [id, said[(id + shift) % said.length] as SmallPrediction])),
  };
}

/** Every facet there is. */
async function facetsOf(worker: Worker, asked: Query): Promise<unknown> {
  const texts = TEXT_FIELDS;
  const { revision: _, ...facets } = await worker.facets({ query: asked, texts, ranges: RANGES, claims: CLAIMS }, context);
  const log = { width: 'log', sizeBytes: 'log', modified: 'log' } as const;
  const scaled = await worker.facets({ query: asked, texts: [], ranges: ['width', 'sizeBytes'], scales: log }, context);
  return { ...facets, scaled: scaled.ranges };
}

async function take({ db, ...index }: SmallIndex, worker: Worker, change: Step, revision: number): Promise<void> {
  const known = db.prepare('SELECT id FROM sample').pluck().all() as number[];
  const ids = 'picks' in change && known.length > 0 ? change.picks.map((pick) => known[pick % known.length] ?? 0) : [];
  const refresh = (input: Omit<QueryCalls['refresh']['input'], 'revision'>): unknown =>
    worker.refresh({ revision, ...input }, context);
  const some = Uint32Array.from(ids);
  switch (change.kind) {
    case 'tag':
      db.prepare('DELETE FROM sample_tag WHERE sample_id IN (SELECT value FROM json_each(?))').run(JSON.stringify(ids));
      for (const id of new Set(ids)) {
        for (const tag of change.row.tags) db.prepare('INSERT INTO sample_tag SELECT ?, id FROM tag WHERE name = ?').run(id, tag);
      }
      return void (await refresh({ ids: some, only: 'tags' }));
    case 'keep':
      for (const id of ids) {
        for (const kind of change.row.kept) db.prepare('INSERT OR IGNORE INTO kept_issue VALUES (?, ?)').run(id, kind);
      }
      return void (await refresh({ ids: some, only: 'kept' }));
    case 'see':
      for (const id of new Set(ids)) index.see(id, change.row);
      return void (await refresh({ ids: some, only: 'embeddings' }));
    case 'label':
      giveLabel(db, ids, { isOwn: true, label: change.label });
      return void (await refresh({ ids: change.isMany ? null : some, only: 'labels' }));
    case 'run':
      db.exec('UPDATE active_prediction_run SET prediction_run_id = 3 - prediction_run_id');
      return void (await refresh({ ids: null, only: 'predictions' }));
    case 'cut':
      return void (await worker.setCuts(cutsAt(revision), context));
    case 'everything':
      return void (await refresh({ ids: null }));
    case 'change':
      for (const id of new Set(ids)) index.update(id, change.row);
      break;
    case 'remove':
      for (const id of new Set(ids)) index.remove(id);
      break;
    case 'insert':
      ids.push(index.insert(change.row));
      break;
  }
  await refresh({ ids: Uint32Array.from([...ids, ...index.regroup()]) });
}
