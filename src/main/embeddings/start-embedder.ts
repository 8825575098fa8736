import { WinnowError } from '../../shared/errors.ts';
import type { Embedder } from './embedder.ts';

/** @param log is given a line for a person whenever the process dies or does not start */
export function startEmbedder(_options: { readonly log?: (message: string) => void } = {}): Embedder {
  const absent = async (): Promise<never> => {
    throw new WinnowError('internal', 'The embed process is not built yet.');
  };
  return { inspect: absent, open: absent, embedTokens: absent, close: async () => undefined };
}
