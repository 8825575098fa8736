import { realpath } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { BUILT_IN_MODEL, type ModelInfo, type ModelInspection } from '../../shared/embedding.ts';
import type { AddModelRequest } from '../../shared/embedding-api.ts';
import { WinnowError } from '../../shared/errors.ts';
import { didYouMean } from '../../shared/query-problem.ts';
import type { Embedder } from '../embeddings/embedder.ts';
import { addModel, checkAbsolute } from './add-model.ts';
import { readBuiltInModel } from './built-in.ts';
import { type CatalogueEntry, manifestOf, readCatalogue, sizeOf } from './catalogue.ts';
import { describeBuiltIn, describeEntry, describeStored } from './describe-models.ts';
import type { Patience } from './download.ts';
import { problemOfStored } from './file-state.ts';
import { forgetModel } from './forget-model.ts';
import { getModel } from './get-model.ts';
import { listCards, pathOf, readCard, type StoredCard } from './model-card.ts';
import { modelsDirectory } from './model-folder.ts';
import type { Models, ReadyModel } from './models.ts';
import { textEncoderOf } from './text-encoder.ts';

export interface ModelsOptions {
  /** WINNOW_HOME; models are kept in `models` below it. */
  readonly home: string;
  /** The embed process, which alone opens model files. */
  readonly embedder: () => Embedder;
  /** Of downloads. */
  readonly patience?: Partial<Patience>;
}

/** Reads what is on disk at every call: another Winnow may have added or removed models meanwhile. */
export function createModels({ home, embedder, patience }: ModelsOptions): Models {
  const models = modelsDirectory(home);

  async function list(): Promise<readonly ModelInfo[]> {
    const builtIn = await readBuiltInModel().catch((error) => {
      if (error instanceof WinnowError) return error;
      throw error;
    });
    const [catalogue, cards] = await Promise.all([readCatalogue(models), listCards(models)]);
    const listed = new Set(catalogue.map(({ name }) => name));
    const entries = catalogue.map((entry) => describeEntry(entry, cards.find(({ name }) => name === entry.name) ?? null));
    const others = cards.filter(({ name }) => !listed.has(name)).map(describeStored);
    return [describeBuiltIn(builtIn), ...(await Promise.all([...entries, ...others]))];
  }

  async function infoOf(name: string): Promise<ModelInfo> {
    const info = (await list()).find((one) => one.name === name);
    if (info === undefined) throw await unknownModel(name);
    return info;
  }

  async function unknownModel(name: string): Promise<WinnowError> {
    const names = (await list()).map((info) => info.name);
    return new WinnowError('not_found', `There is no model "${name}".${didYouMean(name, names)} "winnow models" lists them.`);
  }

  async function entryOf(name: string): Promise<CatalogueEntry | null> {
    return (await readCatalogue(models)).find((entry) => entry.name === name) ?? null;
  }

  async function inspect(file: string): Promise<ModelInspection> {
    checkAbsolute(file);
    const inspection = await embedder().inspect(file);
    const entry = (await readCatalogue(models)).find((one) => one.file.sha256 === inspection.sha256);
    if (entry === undefined) return inspection;
    return { ...inspection, isKnown: true, suggested: manifestOf(entry, inspection.sha256) };
  }

  async function readyStored(stored: StoredCard): Promise<ReadyModel> {
    const problem = await problemOfStored(stored);
    if (problem !== null) throw new WinnowError('model_missing', `${problem} ${whatToDo(stored)}`);
    const { folder, card } = stored;
    return { file: pathOf(folder, card.model), manifest: card.manifest, text: await textEncoderOf(stored) };
  }

  async function readyFile(file: string): Promise<ReadyModel> {
    for (const added of await listCards(models)) {
      const isIt = await isSameFile(pathOf(added.folder, added.card.model), file);
      if (isIt && (await problemOfStored(added)) === null) return readyStored(added);
    }
    return { file, manifest: (await inspect(file)).suggested, text: null };
  }

  async function ready(nameOrFile: string): Promise<ReadyModel> {
    if (nameOrFile === BUILT_IN_MODEL) return { ...(await readBuiltInModel()), text: null };
    if (isAbsolute(nameOrFile)) return readyFile(nameOrFile);
    const stored = await readCard(models, nameOrFile);
    if (stored !== null) return readyStored(stored);
    const entry = await entryOf(nameOrFile);
    if (entry === null) throw await unknownModel(nameOrFile);
    const size = `${(sizeOf(entry) / 1e6).toFixed(1)} MB, ${entry.licence}`;
    throw new WinnowError(
      'model_missing',
      `${entry.name} is not downloaded (${size}). "winnow models get ${entry.name}" does it.`,
      {
        details: { model: entry.name },
      },
    );
  }

  async function add(request: AddModelRequest, signal?: AbortSignal): Promise<ModelInfo> {
    const inspection = await inspect(request.file);
    const to = { models, catalogue: await readCatalogue(models), embedder: embedder(), signal };
    const name = await addModel(to, inspection, request);
    return infoOf(name);
  }

  return {
    list,
    ready,
    inspect,
    add,
    async get(name, context) {
      const entry = await entryOf(name);
      if (entry === null) {
        const info = await infoOf(name);
        throw new WinnowError('bad_request', `${info.name} is not of the catalogue: there is nothing to download.`);
      }
      const stored = await readCard(models, name);
      const isWhole = stored !== null && (entry.text === null || stored.card.text !== null);
      if (!isWhole || (await problemOfStored(stored)) !== null) await getModel(models, entry, context, patience);
      return infoOf(name);
    },
    async forget(name) {
      await forgetModel(models, await infoOf(name));
      return list();
    },
  };
}

/** Whether two paths lead to one file. */
async function isSameFile(a: string, b: string): Promise<boolean> {
  const [realA, realB] = await Promise.all([a, b].map((path) => realpath(path).catch(() => path)));
  return realA === realB;
}

function whatToDo({ name, card }: StoredCard): string {
  if (card.origin === 'catalogue') return `"winnow models get ${name}" downloads it again.`;
  return 'Bring it back, or run "winnow models add FILE" for what is there now.';
}
