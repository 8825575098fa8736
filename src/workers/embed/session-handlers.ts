import { WinnowError } from '../../shared/errors.ts';
import { type Handlers, transfer } from '../rpc/serve.ts';
import { openPictureSession, type PictureSession } from './picture-session.ts';
import type { SessionCalls } from './session-calls.ts';
import { openTextSession, type TextSession } from './text-session.ts';

/** Words are few: they need not all the cores while pictures are embedded. */
const TEXT_THREADS = 1;

/** What a thread that runs a model answers. */
export function createSessionHandlers(): Handlers<SessionCalls> {
  let pictures: PictureSession | null = null;
  let text: TextSession | null = null;
  return {
    open: async (model) => {
      await pictures?.release();
      pictures = null;
      pictures = await openPictureSession(model);
      return { dimensions: pictures.dimensions, batch: pictures.batch };
    },
    run: async ({ numbers, count }) => {
      if (pictures === null) throw new WinnowError('internal', 'No model is loaded.');
      const output = await pictures.run(numbers, count);
      return transfer(output, [output.vectors.buffer]);
    },
    embedTokens: async (tokens) => {
      if (text === null || !text.isOf(tokens)) {
        await text?.release();
        text = null;
        text = await openTextSession(tokens.file, tokens.sha256, TEXT_THREADS);
      }
      return text.run(tokens);
    },
  };
}
