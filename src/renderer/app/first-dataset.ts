import type { DatasetId } from '../../shared/sample.ts';
import { api } from '../state/api.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { asWinnowError } from '../state/http.ts';

const PARAMETER = 'dataset';

/**
 * Shows the dataset that the address names (`?dataset=…`: what `winnow serve FOLDER` prints, and a page loaded again),
 * and keeps the address in step with what is open. An engine started anew opens its folder again.
 */
export async function showFirstDataset(): Promise<void> {
  const id = new URL(location.href).searchParams.get(PARAMETER);
  useDatasetStore.subscribe(({ dataset }) => writeAddress(dataset?.id ?? null));
  if (id === null) return;
  const { show, lost } = useDatasetStore.getState();
  try {
    show(await api.dataset(id as DatasetId));
  } catch (error) {
    const problem = asWinnowError(error);
    if (problem.code !== 'not_found') return lost(problem);
    await openAgain(id);
  }
}

async function openAgain(id: string): Promise<void> {
  const { open, lost } = useDatasetStore.getState();
  try {
    const known = (await api.recent()).find((recent) => recent.id === id);
    if (known !== undefined) await open(known.folder);
    else writeAddress(null);
  } catch (error) {
    lost(asWinnowError(error));
  }
}

function writeAddress(id: string | null): void {
  const url = new URL(location.href);
  if (url.searchParams.get(PARAMETER) === id) return;
  if (id === null) url.searchParams.delete(PARAMETER);
  else url.searchParams.set(PARAMETER, id);
  history.replaceState(null, '', url);
}
