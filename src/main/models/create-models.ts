import { WinnowError } from '../../shared/errors.ts';
import type { Embedder } from '../embeddings/embedder.ts';
import type { Models } from './models.ts';

/** @param home WINNOW_HOME; models are kept in `models` below it */
export function createModels(_options: { readonly home: string; readonly embedder: () => Embedder }): Models {
  const absent = async (): Promise<never> => {
    throw new WinnowError('internal', 'Models are not built yet.');
  };
  return { list: async () => [], ready: absent, inspect: absent, add: absent, get: absent, forget: absent };
}
