import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useDatasetStore } from '../state/dataset-store.ts';
import { FolderPicker } from '../ui/FolderPicker.tsx';
import { parentFolder } from '../ui/folder-path.ts';
import { shell } from '../ui/shell.ts';
import styles from './LabelsDialog.module.css';

/** Names another file or folder of annotations: typed, or a folder chosen. */
export function NameFile({ onName }: { readonly onName: (file: string) => void }) {
  const folder = useDatasetStore((state) => state.dataset?.folder ?? null);
  const [typed, setTyped] = useState('');
  const [isPicking, setPicking] = useState(false);
  const name = (file: string): void => {
    if (file.trim() === '') return;
    onName(file.trim());
    setTyped('');
  };
  const choose = async (): Promise<void> => {
    const system = shell();
    if (system === null) {
      setPicking(true);
      return;
    }
    const chosen = await system.pickFolder();
    if (chosen !== null) name(chosen);
  };
  return (
    <div className={styles.line}>
      <TextInput
        className={styles.grow}
        aria-label="Another file or folder"
        data-autofocus
        spellCheck={false}
        placeholder="A file or folder on this computer, in full: /home/me/labels/instances.json"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          name(typed);
        }}
      />
      <Button variant="default" disabled={typed.trim() === ''} onClick={() => name(typed)}>
        Look into it
      </Button>
      <Button variant="default" onClick={() => void choose()}>
        Folder…
      </Button>
      {isPicking ? (
        <FolderPicker
          title="Where annotations lie"
          verb="Look into"
          startAt={folder === null ? null : parentFolder(folder)}
          onClose={() => setPicking(false)}
          onPick={(picked) => {
            setPicking(false);
            name(picked);
          }}
        />
      ) : null}
    </div>
  );
}
