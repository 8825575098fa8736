import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModelManifest, Probe } from '../../shared/embedding.ts';
import { WinnowError } from '../../shared/errors.ts';
import { DEFAULT_LIMITS } from '../../workers/decode/calls.ts';
import type { PictureSource } from '../../workers/embed/calls.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { modelIdentity } from '../embeddings/model-identity.ts';
import { openSoon } from '../embeddings/open-soon.ts';
import { isThumbEnough } from '../embeddings/picture-source.ts';
import { storedModel } from '../embeddings/stored-models.ts';
import { toHalfRange } from '../embeddings/vector-file.ts';
import type { Engine } from '../engine/engine.ts';
import type { Compute } from '../jobs/compute.ts';
import type { ReadyModel } from '../models/models.ts';
import { keepProbe } from './probes.ts';

const LONGEST_TITLE = 200;
/** For another model's turn to end. */
const LONGEST_WAIT_MS = 5000;

type MakerEngine = Pick<Engine, 'models' | 'embedder'>;
/** Pictures are decoded as well. */
type ImageMakerEngine = MakerEngine & Pick<Engine, 'compute'>;

/**
 * Has the active model look at a picture that is no sample, so that samples can be compared with it.
 * @param bytes of an image file of any format Winnow reads
 * @param title for a person: the file's name
 * @throws {WinnowError} bad_request where it is no image, with the reason; no_embeddings; model_missing; bad_model;
 *   dataset_busy where another model is at work
 */
export async function makeImageProbe(
  engine: ImageMakerEngine,
  dataset: Dataset,
  { bytes, title }: { readonly bytes: Uint8Array; readonly title: string },
  signal: AbortSignal,
  withinMs = LONGEST_WAIT_MS,
): Promise<Probe> {
  const name = title.slice(0, LONGEST_TITLE) || 'a picture';
  if (bytes.length === 0) throw new WinnowError('bad_request', `${name} is empty; expected the bytes of an image.`);
  const { id, ready } = await activeReadyModel(engine, dataset);
  const folder = await mkdtemp(join(tmpdir(), 'winnow-probe-'));
  try {
    // As a file: it is read like a sample's, whatever its format.
    const file = join(folder, 'picture');
    await writeFile(file, bytes);
    const picture = await pictureOf(engine.compute(), ready.manifest, Buffer.from(file), signal);
    const model = { file: ready.file, manifest: ready.manifest, threads: availableParallelism() };
    const session = await openSoon(engine.embedder(), model, { withinMs, signal });
    try {
      const { vectors, failures } = await session.embed([picture], signal);
      const [failure] = failures;
      if (failure !== undefined) {
        throw new WinnowError('bad_request', `${name} cannot be looked at as an image: ${failure.reason}`);
      }
      return keepProbe(dataset, { modelId: id, title: name, vector: asStored(vectors), isText: false });
    } finally {
      session.release();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the model would be given of a sample: the thumbnail where that is enough. Another rendering would lie beside it. */
async function pictureOf(
  compute: Compute,
  manifest: ModelManifest,
  path: Uint8Array,
  signal: AbortSignal,
): Promise<PictureSource> {
  const { status, width, height, thumbnail } = await compute.decode({ path, limits: DEFAULT_LIMITS, checks: false }, signal);
  // What is wrong with it the model's own process says.
  if (status !== 'ok' || width === null || height === null || thumbnail === null) return { path };
  return isThumbEnough(manifest, { width, height }) ? { jpeg: thumbnail } : { path };
}

/** The same for words, where the active model takes them. @throws {WinnowError} bad_request where it takes none */
export async function makeTextProbe(engine: MakerEngine, dataset: Dataset, text: string): Promise<Probe> {
  const { id, ready } = await activeReadyModel(engine, dataset);
  if (ready.text === null) {
    const advice = '"winnow models" lists those that do; embed the dataset with one of them.';
    throw new WinnowError('bad_request', `${ready.manifest.title} takes no words, only pictures. ${advice}`);
  }
  const { file, sha256, length } = ready.text;
  const { vectors } = await engine.embedder().embedTokens({ file, sha256, tokens: ready.text.tokens(text), length });
  return keepProbe(dataset, { modelId: id, title: `"${text.slice(0, LONGEST_TITLE)}"`, vector: asStored(vectors), isText: true });
}

/** As a sample's vector is kept: with what it is made from, this puts the same picture at distance 0. */
function asStored(vector: Float32Array): Float32Array {
  return Float32Array.from(Float16Array.from(toHalfRange(vector)));
}

/** @throws {WinnowError} no_embeddings; model_missing also where a model of this name is another one now */
async function activeReadyModel(
  { models }: MakerEngine,
  dataset: Dataset,
): Promise<{ readonly id: number; readonly ready: ReadyModel }> {
  const { id, manifest } = storedModel(dataset.read);
  const ready = await models.ready(manifest.name);
  if (modelIdentity(ready.manifest) !== modelIdentity(manifest)) {
    const found = `The model "${manifest.name}" is another one now than when the dataset was embedded.`;
    throw new WinnowError('model_missing', `${found} Embed the dataset again.`);
  }
  return { id, ready };
}
