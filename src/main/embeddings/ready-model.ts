import { isAbsolute } from 'node:path';
import type { Models, ReadyModel } from '../models/models.ts';
import { modelIdentity } from './model-identity.ts';

/**
 * The model to embed with. A file that is none yet becomes one, so that it can be told by its name from then on: new samples
 * and pictures to search by will need it again.
 * @throws {WinnowError} not_found, model_missing, bad_model; {DOMException} AbortError on cancel
 */
export async function readyModel(
  models: Pick<Models, 'ready' | 'list' | 'add'>,
  nameOrFile: string,
  signal: AbortSignal,
): Promise<ReadyModel> {
  const ready = await models.ready(nameOrFile);
  if (!isAbsolute(nameOrFile)) return ready;
  const identity = modelIdentity(ready.manifest);
  const isListed = (await models.list()).some(
    ({ state, manifest }) => state === 'ready' && manifest !== null && modelIdentity(manifest) === identity,
  );
  return isListed ? ready : models.ready((await models.add({ file: nameOrFile }, signal)).name);
}
