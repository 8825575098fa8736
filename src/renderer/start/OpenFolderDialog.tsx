import { useDatasetStore } from '../state/dataset-store.ts';
import { useUiStore } from '../state/ui-store.ts';
import { FolderPicker } from '../ui/FolderPicker.tsx';
import { parentFolder } from '../ui/folder-path.ts';

/** The folder dialog of a browser, where there is no system one: `open-folder` of the ui store. */
export function OpenFolderDialog() {
  const isOpen = useUiStore((state) => state.dialog === 'open-folder');
  const closeDialog = useUiStore((state) => state.closeDialog);
  const folder = useDatasetStore((state) => state.dataset?.folder);
  const open = useDatasetStore((state) => state.open);
  if (!isOpen) return null;
  return (
    <FolderPicker
      title="Open a folder of images"
      verb="Open"
      startAt={folder === undefined ? null : parentFolder(folder)}
      onClose={closeDialog}
      onPick={(picked) => {
        closeDialog();
        void open(picked);
      }}
    />
  );
}
