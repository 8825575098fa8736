import { asWinnowError } from './http.ts';
import { useMessagesStore } from './messages-store.ts';

/** Says what went wrong, if anything did. */
export async function told(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    useMessagesStore.getState().say(asWinnowError(error).message, { tone: 'error' });
  }
}
