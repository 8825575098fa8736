import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { FolderPicker } from '../ui/FolderPicker.tsx';
import { parentFolder } from '../ui/folder-path.ts';
import { shell } from '../ui/shell.ts';
import styles from './FetchDialog.module.css';

export interface FolderFieldProps {
  readonly folder: string;
  readonly onChange: (folder: string) => void;
}

/** The folder that pictures go to: typed, or chosen. */
export function FolderField({ folder, onChange }: FolderFieldProps) {
  const [isPicking, setPicking] = useState(false);
  const choose = async (): Promise<void> => {
    const system = shell();
    if (system === null) {
      setPicking(true);
      return;
    }
    const chosen = await system.pickFolder();
    if (chosen !== null) onChange(chosen);
  };
  return (
    <>
      <div className={styles.line}>
        <TextInput
          label="Folder"
          description="A new one, an empty one, or the one that this table was downloaded into before."
          className={styles.grow}
          spellCheck={false}
          value={folder}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
        <Button variant="default" onClick={() => void choose()}>
          Choose…
        </Button>
      </div>
      {isPicking ? (
        <FolderPicker
          title="Where the pictures go"
          verb="Choose"
          startAt={folder === '' ? null : parentFolder(folder)}
          onClose={() => setPicking(false)}
          onPick={(picked) => {
            setPicking(false);
            onChange(picked);
          }}
        />
      ) : null}
    </>
  );
}
