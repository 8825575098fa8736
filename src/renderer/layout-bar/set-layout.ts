import type { Layout } from '../../shared/layout.ts';
import { api } from '../state/api.ts';
import { openDatasetId, useDatasetStore } from '../state/dataset-store.ts';
import { asWinnowError } from '../state/http.ts';
import { useMessagesStore } from '../state/messages-store.ts';

/** Reads the folders in this way from now on; a decision like a tag. @returns whether it was done; otherwise it was told why not */
export async function setLayout(layout: Layout): Promise<boolean> {
  try {
    useDatasetStore.getState().update(await api.setLayout(openDatasetId(), layout));
    return true;
  } catch (error) {
    useMessagesStore.getState().say(asWinnowError(error).message, { tone: 'error' });
    return false;
  }
}
