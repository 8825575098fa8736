import { WinnowError } from '../../shared/errors.ts';
import type { ModelToLoad } from '../../workers/embed/calls.ts';
import type { Embedder, EmbedSession } from './embedder.ts';

export interface Patience {
  /** Of waiting for other models to be done; loading may take longer. */
  readonly withinMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Opens a session for a person who waits. @throws as `open`; {WinnowError} dataset_busy where other models are at work for long */
export async function openSoon(
  embedder: Pick<Embedder, 'open'>,
  model: ModelToLoad,
  { withinMs, signal }: Patience,
): Promise<EmbedSession> {
  const late = AbortSignal.timeout(withinMs);
  try {
    return await embedder.open(model, signal === undefined ? late : AbortSignal.any([signal, late]));
  } catch (error) {
    const isLate = late.aborted && signal?.aborted !== true && error instanceof DOMException;
    if (!isLate) throw error;
    const found = `Another model is at work, and ${model.manifest.title} has to wait until it is done.`;
    throw new WinnowError('dataset_busy', `${found} Try again then, or cancel that job.`, { cause: error });
  }
}
