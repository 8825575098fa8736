import { Button } from '@mantine/core';
import { useState } from 'react';
import { FolderPicker } from '../ui/FolderPicker.tsx';
import { shell } from '../ui/shell.ts';
import styles from './ExportForm.module.css';

export interface ParentFieldProps {
  readonly parent: string;
  readonly onChange: (parent: string) => void;
}

/** The folder that the new one will be in. */
export function ParentField({ parent, onChange }: ParentFieldProps) {
  const [isPicking, setPicking] = useState(false);
  const choose = async (): Promise<void> => {
    const system = shell();
    if (system === null) {
      setPicking(true);
      return;
    }
    const folder = await system.pickFolder();
    if (folder !== null) onChange(folder);
  };
  return (
    <>
      <div className={styles.parent}>
        <span className={styles.parentPath} title={parent}>
          in <bdi>{parent}</bdi>
        </span>
        <Button variant="default" onClick={() => void choose()}>
          Choose…
        </Button>
      </div>
      {isPicking ? (
        <FolderPicker
          title="Where the new folder goes"
          verb="Choose"
          startAt={parent}
          onClose={() => setPicking(false)}
          onPick={(folder) => {
            setPicking(false);
            onChange(folder);
          }}
        />
      ) : null}
    </>
  );
}
