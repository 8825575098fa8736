import { isProbe, type SimilarTo } from '../../shared/embedding.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { GroupBy } from '../../shared/group-by.ts';
import { isSimilaritySort, type Query, type SimilaritySort } from '../../shared/query.ts';
import type { QueryCalls } from '../../workers/query/calls.ts';
import type { CallOptions } from '../../workers/rpc/client.ts';
import { storedModel } from '../embeddings/stored-models.ts';
import type { Engine } from '../engine/engine.ts';
import { sampleWithoutVector } from '../index/similar-references.ts';
import { similarityValues } from '../neighbours/similarity-values.ts';
import type { Dataset } from './dataset.ts';

/** Vectors can change, and the thread that holds them end, while values of similarity are worked out; a few tries are plenty. */
const TRIES = 3;

/** The samples that match, in no order that was asked for: ascending by id. */
export async function matchingSamples(dataset: Dataset, { filter }: Pick<Query, 'filter'>): Promise<Uint32Array<ArrayBuffer>> {
  const { ids } = await dataset.query.call('query', { query: { filter, sort: { field: 'id', descending: false } } });
  return ids;
}

/**
 * The samples that match, in the order asked for, by group where they are wanted in groups; an order by similarity is worked out first,
 * unless it is known.
 * @throws {WinnowError} no_embeddings; bad_query where that names what is not there
 */
export async function orderedSamples(
  engine: Pick<Engine, 'spaces'>,
  dataset: Dataset,
  query: Query,
  signal: AbortSignal,
  groupBy?: GroupBy,
): Promise<QueryCalls['query']['output']> {
  const { sort } = query;
  const asked = groupBy === undefined ? { query } : { query, groupBy };
  if (!isSimilaritySort(sort)) return dataset.query.call('query', asked, { signal });
  for (let tries = 1; ; tries++) {
    try {
      await handOverSimilarity(engine, dataset, sort, { signal });
      return await dataset.query.call('query', asked, { signal });
    } catch (error) {
      const isGone = error instanceof WinnowError && error.code === 'compute_crashed';
      if (!isGone || tries === TRIES) throw error;
    }
  }
}

async function handOverSimilarity(
  engine: Pick<Engine, 'spaces'>,
  dataset: Dataset,
  sort: SimilaritySort,
  options: CallOptions<never> & { readonly signal: AbortSignal },
): Promise<void> {
  const { to, away } = sort;
  if (to.length + away.length === 0) {
    throw new WinnowError(
      'bad_request',
      'An order by similarity names no sample; expected at least one, as in sort:-similar:12.',
    );
  }
  const { isKnown, generation } = await dataset.query.call('hasSimilarity', { sort }, options);
  if (isKnown) return;
  checkSamples(dataset, [...to, ...away]);
  const { ids, values } = await similarityValues(engine, dataset, { to, away }, options.signal).catch(asBadQuery);
  await dataset.query.call('similarity', { sort, generation, ids, values }, options);
}

/** Which of many samples is not there should not have to be guessed. Without any embeddings the reason is another. */
function checkSamples({ read }: Dataset, references: readonly SimilarTo[]): void {
  storedModel(read);
  const lacking = sampleWithoutVector(
    read,
    references.filter((reference) => !isProbe(reference)),
  );
  if (lacking === null) return;
  const { id, isThere } = lacking;
  throw new WinnowError(
    'bad_query',
    isThere
      ? `The embedding model has not seen sample ${id}, which the order names: its picture failed, or it is new. Embed the dataset again, or order by others.`
      : `There is no sample ${id}, which the order by similarity names. Order by others.`,
  );
}

/** What a query names and is not there is a fault of the query: the dataset is there. */
function asBadQuery(error: unknown): never {
  if (!(error instanceof WinnowError) || error.code !== 'not_found') throw error;
  throw new WinnowError('bad_query', error.message, { cause: error });
}
