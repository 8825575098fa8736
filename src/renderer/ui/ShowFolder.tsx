import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy, IconFolderOpen } from '@tabler/icons-react';
import { shell } from './shell.ts';

/** The way to a folder: shown by the file manager in the desktop app, its path to copy in a browser. */
export function ShowFolder({ path }: { readonly path: string }) {
  const system = shell();
  if (system !== null) {
    return (
      <Button
        variant="light"
        size="compact-xs"
        leftSection={<IconFolderOpen size={14} />}
        onClick={() => system.showInFolder(path)}
      >
        Show in folder
      </Button>
    );
  }
  return (
    <CopyButton value={path}>
      {({ copied, copy }) => (
        <Button
          variant="light"
          size="compact-xs"
          leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
          onClick={copy}
        >
          {copied ? 'Copied' : 'Copy path'}
        </Button>
      )}
    </CopyButton>
  );
}
