import { useDatasetStore } from './dataset-store.ts';
import { useMessagesStore } from './messages-store.ts';

/** True where the dataset can only be looked at, which is then said: whoever wants to change something stops here. */
export function isRefusedToChange(): boolean {
  const because = readOnlyBecause();
  if (because === null) return false;
  useMessagesStore.getState().say(`Nothing can be changed here: ${because}`, { tone: 'error' });
  return true;
}

/** Why the dataset can only be looked at; null: it can be changed. */
export function readOnlyBecause(): string | null {
  return useDatasetStore.getState().dataset?.readOnlyBecause ?? null;
}
