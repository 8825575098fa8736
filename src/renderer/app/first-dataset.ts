import type { DatasetId } from '../../shared/sample.ts';
import { api } from '../state/api.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { asWinnowError } from '../state/http.ts';
import { readAddress } from '../state/page-address.ts';

/** Shows the dataset that the address names: `winnow serve FOLDER` prints one, and so has a page that is loaded again. */
export async function showFirstDataset(): Promise<void> {
  const { dataset } = readAddress(location.search);
  if (dataset !== null) await showDatasetOf(dataset);
}

/** Shows a dataset by its id. An engine started anew opens its folder again; one that nobody knows is not named any more. */
export async function showDatasetOf(id: string): Promise<void> {
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
    if (useDatasetStore.getState().dataset === null) forgetAddress();
  } catch (error) {
    lost(asWinnowError(error));
  }
}

function forgetAddress(): void {
  const url = new URL(location.href);
  url.searchParams.delete('dataset');
  history.replaceState(null, '', url);
}
