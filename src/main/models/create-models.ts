import { isAbsolute } from 'node:path';
import { BUILT_IN_MODEL } from '../../shared/embedding.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { Embedder } from '../embeddings/embedder.ts';
import { readBuiltInModel } from './built-in.ts';
import type { Models, ReadyModel } from './models.ts';

/** @param home WINNOW_HOME; models are kept in `models` below it */
export function createModels({ embedder }: { readonly home: string; readonly embedder: () => Embedder }): Models {
  const absent = async (): Promise<never> => {
    throw new WinnowError('internal', 'Models are not built yet.');
  };
  async function ready(nameOrFile: string): Promise<ReadyModel> {
    if (nameOrFile === BUILT_IN_MODEL) return { ...(await readBuiltInModel()), text: null };
    if (isAbsolute(nameOrFile)) {
      const { suggested } = await embedder().inspect(nameOrFile);
      return { file: nameOrFile, manifest: suggested, text: null };
    }
    throw new WinnowError('not_found', `There is no model "${nameOrFile}". "winnow models" lists them.`);
  }
  return { list: async () => [], ready, inspect: (file) => embedder().inspect(file), add: absent, get: absent, forget: absent };
}
