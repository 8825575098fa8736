import { WinnowError } from '../../shared/errors.ts';
import type { LabelEvidence } from '../../shared/prediction-api.ts';
import type { FieldSort, Filter } from '../../shared/query.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { activeModel } from '../embeddings/stored-models.ts';
import type { Engine } from '../engine/engine.ts';
import { readVotes } from '../index/annotation-votes.ts';
import { membersOf, widestLinksOf } from '../index/duplicate-groups.ts';
import { activeRun } from '../index/prediction-runs.ts';
import { readRows } from '../index/rows.ts';
import { nearestSamples } from '../neighbours/nearest-samples.ts';
import { samplePredictions } from './sample-predictions.ts';

const NEIGHBOURS = 10;
const MOST_COPIES = 50;
const TYPICAL = 3;

/**
 * What speaks for and against a sample's label: the active run, the nearest samples, its copies, its annotators, and what
 * samples of both classes usually look like.
 */
export async function labelEvidence(
  engine: Pick<Engine, 'spaces'>,
  dataset: Dataset,
  { id, label }: { readonly id: number; readonly label: string | null },
  signal: AbortSignal,
): Promise<LabelEvidence> {
  const said = (await samplePredictions(dataset, id, label)).find(({ isActive }) => isActive);
  const suggested = said?.predicted ?? null;
  return {
    given: label,
    suggested,
    probability: said?.confidence ?? null,
    givenProbability: said?.selfConfidence ?? null,
    neighbours: await neighboursOf(engine, dataset, id, signal),
    duplicates: await copiesOf(dataset, id),
    annotators: readVotes(dataset.read, [id]).get(id) ?? null,
    typicalGiven: await typicalOf(dataset, label, id, signal),
    typicalSuggested: suggested === label ? [] : await typicalOf(dataset, suggested, id, signal),
  };
}

/** None without embeddings, or where the sample has none. */
async function neighboursOf(
  engine: Pick<Engine, 'spaces'>,
  dataset: Dataset,
  id: number,
  signal: AbortSignal,
): Promise<LabelEvidence['neighbours']> {
  if (activeModel(dataset.read) === null) return [];
  try {
    const nearest = await nearestSamples(engine, dataset, { to: [id], k: NEIGHBOURS }, signal);
    const labels = await labelsOf(
      dataset,
      nearest.map((one) => one.id),
    );
    return nearest.map(({ id: near, distance }) => ({ id: near, label: labels.get(near) ?? null, distance }));
  } catch (error) {
    if (error instanceof WinnowError && error.code === 'not_found') return [];
    throw error;
  }
}

async function copiesOf(dataset: Dataset, id: number): Promise<LabelEvidence['duplicates']> {
  const [link] = widestLinksOf(dataset.read, [id]);
  if (link === undefined) return [];
  const copies = membersOf(dataset.read, link.partition, link.groupId).filter((member) => member !== id);
  const labels = await labelsOf(dataset, copies.slice(0, MOST_COPIES));
  return [...labels].map(([copy, label]) => ({ id: copy, label }));
}

async function labelsOf({ read }: Dataset, ids: readonly number[]): Promise<ReadonlyMap<number, string | null>> {
  const rows = await readRows(read, Uint32Array.from(ids), ['id', 'label']);
  return new Map(rows.map(({ id, label }) => [Number(id), label === null || label === undefined ? null : String(label)]));
}

/** The nearest to the middle of their class; without embeddings those whose label the run is surest of. */
async function typicalOf(dataset: Dataset, label: string | null, but: number, signal: AbortSignal): Promise<readonly number[]> {
  if (label === null) return [];
  const field = typicalField(dataset);
  if (field === null) return [];
  const filter: Filter = {
    kind: 'and',
    of: [
      { kind: 'equals', field: 'label', value: label },
      { kind: 'compare', field, comparison: '>=', value: 0 },
    ],
  };
  const sort: FieldSort = { field, descending: true };
  const { ids } = await dataset.query.call('query', { query: { filter, sort } }, { signal });
  return Array.from(ids.subarray(0, TYPICAL + 1))
    .filter((id) => id !== but)
    .slice(0, TYPICAL);
}

function typicalField({ read }: Dataset): 'score.class-distance' | 'score.self-confidence' | null {
  if (activeModel(read) !== null) return 'score.class-distance';
  return activeRun(read)?.hasProbabilities === true ? 'score.self-confidence' : null;
}
