import { shell } from '../ui/shell.ts';
import { useDatasetStore } from './dataset-store.ts';
import { useUiStore } from './ui-store.ts';

/** Asks for a folder, with the system's dialog where there is one, and opens it. */
export async function chooseFolder(): Promise<void> {
  const system = shell();
  if (system === null) {
    useUiStore.getState().openDialog('open-folder');
    return;
  }
  const folder = await system.pickFolder();
  if (folder !== null) await useDatasetStore.getState().open(folder);
}
