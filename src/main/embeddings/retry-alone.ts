import { WinnowError } from '../../shared/errors.ts';
import type { EmbedCalls, EmbedFailure, PictureSource } from '../../workers/embed/calls.ts';
import type { Outcome } from '../jobs/compute-lane.ts';
import type { EmbeddedBatch } from './embedder.ts';

type Embedded = EmbedCalls['embed']['output'];
type Run = (pictures: readonly PictureSource[]) => Promise<Outcome<Embedded>>;

/** A white pixel (PNG): what no decoder and no model has a reason to die of. */
const PLAIN_PICTURE: PictureSource = {
  jpeg: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEANl9ngAAAAABJRU5ErkJggg==', 'base64'),
};

const REASONS = { crashed: 'the picture crashed the decoder or the model', hung: 'the picture took too long' } as const;

/** @throws {WinnowError} bad_model where the process dies of a plain picture too */
async function blame(outcome: Exclude<Outcome<Embedded>, { kind: 'answer' }>, run: Run): Promise<string> {
  const plain = await run([PLAIN_PICTURE]);
  if (plain.kind === 'answer') return REASONS[outcome.kind];
  const what = plain.kind === 'hung' ? 'does not come to an end' : 'ends the process it runs in';
  throw new WinnowError('bad_model', `The model ${what}, whatever picture it is given.`);
}

/**
 * Tries the pictures of a batch that the process died under one by one, where nothing else can be to blame.
 * @param run embeds pictures while nothing else runs @throws {WinnowError} bad_model
 */
export async function retryAlone(pictures: readonly PictureSource[], dimensions: number, run: Run): Promise<EmbeddedBatch> {
  const vectors = new Float32Array(pictures.length * dimensions);
  const failures: EmbedFailure[] = [];
  for (const [index, picture] of pictures.entries()) {
    const outcome = await run([picture]);
    if (outcome.kind !== 'answer') {
      failures.push({ index, reason: await blame(outcome, run) });
      continue;
    }
    vectors.set(outcome.output.vectors, index * dimensions);
    failures.push(...outcome.output.failures.map((failure) => ({ ...failure, index })));
  }
  return { vectors, failures };
}
