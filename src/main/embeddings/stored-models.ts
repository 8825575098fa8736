import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { DatasetModel, EmbeddingState, ModelManifest } from '../../shared/embedding.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { VectorSource } from '../../workers/neighbours/calls.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { ReadableDb } from '../db/connection.ts';
import { failureCode, storageError } from '../db/storage-error.ts';
import { activeModelId, type EmbeddingModelRow, embeddingModel, embeddingModels } from '../index/embedding-models.ts';
import { currentPlaces, type EmbeddingTally, tallyEmbeddings } from '../index/embedding-rows.ts';
import { rowBytes, VECTORS_FILE } from './vector-file.ts';

/** A model that a dataset has vectors of. */
export interface StoredModel {
  readonly id: number;
  readonly manifest: ModelManifest;
  readonly dimensions: number;
}

/** Null where nothing was embedded. */
export function activeModel(db: ReadableDb): StoredModel | null {
  const id = activeModelId(db);
  return id === null ? null : embeddingModel(db, id);
}

/** @throws {WinnowError} no_embeddings @param id absent: the active one */
export function storedModel(db: ReadableDb, id?: number): StoredModel {
  const model = id === undefined ? activeModel(db) : embeddingModel(db, id);
  if (model !== null) return model;
  const advice = 'Embed it first, in the page or with "winnow embed".';
  throw new WinnowError(
    'no_embeddings',
    id === undefined
      ? `No model has looked at this dataset yet, so there are no vectors to compare. ${advice}`
      : `This dataset has no vectors of a model ${id}. ${advice}`,
  );
}

/** Where models leave what they gave for a dataset. */
export function embeddingsDirectory(dataset: Pick<Dataset, 'directory'>): string {
  return join(dataset.directory, 'embeddings');
}

/** `<index>/embeddings/<id>`: what a model gave, as files. */
export function modelDirectory(dataset: Pick<Dataset, 'directory'>, id: number): string {
  return join(embeddingsDirectory(dataset), String(id));
}

/**
 * Which samples that are there have which rows of the model's file; none where the file is gone. A sample at a place stands
 * for one and the same vector as long as what was made from it is kept in the directory: see model-vectors.ts.
 */
export async function vectorSource(dataset: Pick<Dataset, 'directory' | 'read'>, model: StoredModel): Promise<VectorSource> {
  const directory = modelDirectory(dataset, model.id);
  const end = Math.floor(sizeOf(join(directory, VECTORS_FILE)) / rowBytes(model.dimensions));
  const { ids, places } = await currentPlaces(dataset.read, model.id, end);
  return { directory, dimensions: model.dimensions, projection: model.manifest.projection, ids, places };
}

export async function embeddingState(dataset: Pick<Dataset, 'read'>): Promise<EmbeddingState> {
  const activeId = activeModelId(dataset.read);
  const tallies = await talliesOf(dataset.read);
  const models = tallies.map(({ row, tally }) => datasetModel(row, tally, activeId));
  return { models, activeId };
}

function datasetModel(
  { id, manifest, dimensions, neighbours, map }: EmbeddingModelRow,
  tally: EmbeddingTally,
  activeId: number | null,
): DatasetModel {
  const { name, title } = manifest;
  return { id, name, title, manifest, dimensions, ...tally, isActive: id === activeId, neighbours, map };
}

interface Tallied {
  readonly row: EmbeddingModelRow;
  readonly tally: EmbeddingTally;
}

/** Counting a million samples takes a second, and pages ask often: counted again only where something was written. */
const known = new WeakMap<ReadableDb, { readonly version: string; readonly tallies: Promise<readonly Tallied[]> }>();

function talliesOf(db: ReadableDb): Promise<readonly Tallied[]> {
  const version = versionOf(db);
  const before = known.get(db);
  if (before?.version === version) return before.tallies;
  const tallies = countAll(db);
  known.set(db, { version, tallies });
  tallies.catch(() => known.delete(db));
  return tallies;
}

async function countAll(db: ReadableDb): Promise<readonly Tallied[]> {
  const tallied: Tallied[] = [];
  for (const row of embeddingModels(db)) tallied.push({ row, tally: await tallyEmbeddings(db, row.id) });
  return tallied;
}

/** Another one after each write of this connection or of another. */
function versionOf(db: ReadableDb): string {
  return String(db.prepare("SELECT total_changes() || '.' || data_version FROM pragma_data_version").pluck().get());
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch (error) {
    if (failureCode(error) === 'ENOENT') return 0;
    throw storageError(error, file);
  }
}
