import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Probe } from '../../shared/embedding.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { modelIdentity } from '../embeddings/model-identity.ts';
import { storedModel } from '../embeddings/stored-models.ts';
import { toHalfRange } from '../embeddings/vector-file.ts';
import type { Engine } from '../engine/engine.ts';
import type { ReadyModel } from '../models/models.ts';
import { keepProbe } from './probes.ts';

const LONGEST_TITLE = 200;

type MakerEngine = Pick<Engine, 'models' | 'embedder'>;

/**
 * Has the active model look at a picture that is no sample, so that samples can be compared with it.
 * @param bytes of an image file of any format Winnow reads
 * @param title for a person: the file's name
 * @throws {WinnowError} bad_request where it is no image, with the reason; no_embeddings; model_missing; bad_model
 */
export async function makeImageProbe(
  engine: MakerEngine,
  dataset: Dataset,
  { bytes, title }: { readonly bytes: Uint8Array; readonly title: string },
  signal: AbortSignal,
): Promise<Probe> {
  const name = title.slice(0, LONGEST_TITLE) || 'a picture';
  if (bytes.length === 0) throw new WinnowError('bad_request', `${name} is empty; expected the bytes of an image.`);
  const { id, ready } = await activeReadyModel(engine, dataset);
  const folder = await mkdtemp(join(tmpdir(), 'winnow-probe-'));
  try {
    // As a file: it is read like a sample's, whatever its format.
    const file = join(folder, 'picture');
    await writeFile(file, bytes);
    const session = await engine.embedder().open({ file: ready.file, manifest: ready.manifest, threads: availableParallelism() });
    try {
      const { vectors, failures } = await session.embed([{ path: Buffer.from(file) }], signal);
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

/** As a sample's vector is kept, so that the same picture is at distance 0. */
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
