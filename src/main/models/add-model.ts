import { availableParallelism } from 'node:os';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { BUILT_IN_MODEL, type ModelInspection, type ModelManifest } from '../../shared/embedding.ts';
import type { AddModelRequest } from '../../shared/embedding-api.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { Embedder } from '../embeddings/embedder.ts';
import { openSoon } from '../embeddings/open-soon.ts';
import type { CatalogueEntry } from './catalogue.ts';
import { mergeOptions } from './merge-options.ts';
import { keptFile, listCards, writeCard } from './model-card.ts';
import { modelFolder } from './model-folder.ts';

export interface AddingTo {
  readonly models: string;
  readonly catalogue: readonly CatalogueEntry[];
  readonly embedder: Embedder;
  /** Of a job: it waits until other models are done; absent: a minute. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes a file of the user's a model: reads it, applies what is asked for, tries it on a made-up picture, and writes a card.
 * The file stays where it is. A file that is a model already, used the same way, is only found again where it is now.
 * @param inspection of the file; what the catalogue knows it by is in it
 * @returns its name
 * @throws {WinnowError} bad_model, model_missing, bad_request; dataset_busy where other models are at work
 */
export async function addModel(to: AddingTo, inspection: ModelInspection, request: AddModelRequest): Promise<string> {
  const { models, catalogue } = to;
  // As it is given, not where a link leads: there it may be called by a hash, and its weights lie beside the link.
  const file = resolve(request.file);
  const merged = mergeOptions(inspection, request);
  const cards = await listCards(models);
  const known = cards.find(
    ({ card }) => isSameModel(card.manifest, merged) && (request.name ?? card.manifest.name) === card.manifest.name,
  );
  const entry = catalogue.find((one) => isSameModel(inspection.suggested, merged) && one.file.sha256 === merged.sha256);
  const name =
    known?.name ?? nameFor(request, inspection, entry, [...cards.map((card) => card.name), ...catalogue.map((one) => one.name)]);
  const title = entry?.title ?? (inspection.isKnown ? merged.title : basename(file));
  const manifest = await tried(to, file, { ...merged, name, title: known?.card.manifest.title ?? title });
  const folder = modelFolder(models, name);
  const model = await keptFile(file, folder, manifest.sha256);
  const origin = known?.card.origin ?? (entry?.name === name ? 'catalogue' : 'file');
  const besides = (manifest.weights ?? []).map((one) => keptFile(join(dirname(file), one.name), folder, one.sha256));
  await writeCard(folder, { origin, manifest, model, weights: await Promise.all(besides), text: known?.card.text ?? null });
  return name;
}

/** @throws {WinnowError} bad_request where it is not absolute */
export function checkAbsolute(file: string): void {
  if (!isAbsolute(file)) throw new WinnowError('bad_request', `"${file}" is no absolute path. Name the file in full.`);
}

/** The same vectors for the same pictures, whatever it is called. */
function isSameModel(a: ModelManifest, b: ModelManifest): boolean {
  const essence = ({ sha256, weights = [], input, preprocessing, output }: ModelManifest) => ({
    ...{ sha256, weights, input, preprocessing },
    ...{ output: output.name, isInner: output.isInner },
  });
  return isDeepStrictEqual(essence(a), essence(b));
}

/** For another model's turn to end, where a person waits. */
const LONGEST_WAIT_MS = 60_000;

/** A wrong model is refused now, with the reason, not when a dataset waits for it. */
async function tried({ embedder, signal }: AddingTo, file: string, manifest: ModelManifest): Promise<ModelManifest> {
  const model = { file, manifest, threads: availableParallelism() };
  const session =
    signal === undefined ? await openSoon(embedder, model, { withinMs: LONGEST_WAIT_MS }) : await embedder.open(model, signal);
  session.release();
  return { ...manifest, output: { ...manifest.output, dimensions: session.dimensions } };
}

/** What was asked for, the catalogue's, or the file's own, made different from all others. */
function nameFor(
  request: AddModelRequest,
  { suggested: { name: base } }: ModelInspection,
  entry: CatalogueEntry | undefined,
  taken: readonly string[],
): string {
  const names = new Set([...taken, BUILT_IN_MODEL]);
  if (request.name !== undefined) {
    if (!names.has(request.name)) return request.name;
    throw new WinnowError(
      'bad_request',
      `There is a model "${request.name}" already. Choose another name, or remove that one first.`,
    );
  }
  if (entry !== undefined) return entry.name;
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base}-${n}`;
    if (!names.has(name)) return name;
  }
}
