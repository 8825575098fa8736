import { WinnowError } from '../../shared/errors.ts';
import type { Spaces } from './spaces.ts';

export function createSpaces(): Spaces {
  return {
    of: async () => {
      throw new WinnowError('no_embeddings', 'Neighbours are not built yet.');
    },
    update: async () => undefined,
    closeOf: async () => undefined,
    close: async () => undefined,
  };
}
