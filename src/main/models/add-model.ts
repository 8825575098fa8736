import { realpath } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, extname, isAbsolute } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { BUILT_IN_MODEL, type ModelInspection, type ModelManifest } from '../../shared/embedding.ts';
import type { AddModelRequest } from '../../shared/embedding-api.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { Embedder } from '../embeddings/embedder.ts';
import type { CatalogueEntry } from './catalogue.ts';
import { mergeOptions } from './merge-options.ts';
import { keptFile, listCards, writeCard } from './model-card.ts';
import { modelFolder } from './model-folder.ts';

export interface AddingTo {
  readonly models: string;
  readonly catalogue: readonly CatalogueEntry[];
  readonly embedder: Embedder;
}

/**
 * Makes a file of the user's a model: reads it, applies what is asked for, tries it on a made-up picture, and writes a card.
 * The file stays where it is. A file that is a model already, used the same way, is only found again where it is now.
 * @param inspection of the file; what the catalogue knows it by is in it
 * @returns its name
 * @throws {WinnowError} bad_model, model_missing, bad_request
 */
export async function addModel(
  { models, catalogue, embedder }: AddingTo,
  inspection: ModelInspection,
  request: AddModelRequest,
): Promise<string> {
  const file = await realpath(request.file);
  const merged = mergeOptions(inspection, request);
  const cards = await listCards(models);
  const known = cards.find(
    ({ card }) => isSameModel(card.manifest, merged) && (request.name ?? card.manifest.name) === card.manifest.name,
  );
  const entry = catalogue.find((one) => isSameModel(inspection.suggested, merged) && one.file.sha256 === merged.sha256);
  const name =
    known?.name ?? nameFor(request, inspection, entry, [...cards.map((card) => card.name), ...catalogue.map((one) => one.name)]);
  const title = entry?.title ?? (inspection.isKnown ? merged.title : basename(file));
  const manifest = await tried(embedder, file, { ...merged, name, title: known?.card.manifest.title ?? title });
  const folder = modelFolder(models, name);
  const model = await keptFile(file, folder, manifest.sha256);
  const origin = known?.card.origin ?? (entry?.name === name ? 'catalogue' : 'file');
  await writeCard(folder, { origin, manifest, model, text: known?.card.text ?? null });
  return name;
}

/** @throws {WinnowError} bad_request where it is not absolute */
export function checkAbsolute(file: string): void {
  if (!isAbsolute(file)) throw new WinnowError('bad_request', `"${file}" is no absolute path. Name the file in full.`);
}

/** The same vectors for the same pictures, whatever it is called. */
function isSameModel(a: ModelManifest, b: ModelManifest): boolean {
  const essence = ({ sha256, input, preprocessing, output }: ModelManifest) => ({
    ...{ sha256, input, preprocessing },
    ...{ output: output.name, isInner: output.isInner },
  });
  return isDeepStrictEqual(essence(a), essence(b));
}

/** A large model from a slow disk takes so long at most; the rest would be waiting for another model's turn. */
const LONGEST_TRIAL_MS = 60_000;

/** A wrong model is refused now, with the reason, not when a dataset waits for it. */
async function tried(embedder: Embedder, file: string, manifest: ModelManifest): Promise<ModelManifest> {
  const opening = embedder.open({ file, manifest, threads: availableParallelism() });
  const leave = new AbortController();
  const busy = wait(LONGEST_TRIAL_MS, null, { signal: leave.signal }).catch(() => null);
  const session = await Promise.race([opening, busy]).finally(() => leave.abort());
  // However late it comes, nobody uses it.
  void opening.then(({ release }) => release()).catch(() => undefined);
  if (session !== null) return { ...manifest, output: { ...manifest.output, dimensions: session.dimensions } };
  const message = `${basename(file)} could not be tried within a minute: another model may be at work. Add it when that is done.`;
  throw new WinnowError('bad_request', message);
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

const LONGEST_NAME = 48;

/** A file's name as a model's: small letters, digits, ".", "_" and "-". */
export function nameOf(file: string): string {
  const name = basename(file, extname(file))
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/^[^a-z0-9]+|[^a-z0-9]+$/g, '')
    .slice(0, LONGEST_NAME);
  return name === '' ? 'model' : name;
}
