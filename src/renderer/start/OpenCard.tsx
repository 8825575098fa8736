import { Button, Loader } from '@mantine/core';
import { IconDownload, IconFolderOpen } from '@tabler/icons-react';
import { chooseFolder } from '../state/choose-folder.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { useUiStore } from '../state/ui-store.ts';
import { useWithKey } from '../ui/use-key.ts';
import styles from './StartScreen.module.css';

/** The way in: a folder of one's own. */
export function OpenCard() {
  const opening = useDatasetStore((state) => state.opening);
  const openDialog = useUiStore((state) => state.openDialog);
  const title = useWithKey('app.open-folder', 'Open a folder');
  const isOpening = opening !== null && opening !== 'sample';
  return (
    <section className={styles.card}>
      <h2 className={styles.cardTitle}>Your images</h2>
      <p className={styles.cardText}>
        Any folder of pictures. Folders named for classes, and <b>train</b>, <b>val</b>, <b>test</b>, are recognised.
      </p>
      <Button
        size="sm"
        data-autofocus
        title={title}
        leftSection={<IconFolderOpen size={18} />}
        disabled={opening !== null}
        onClick={() => void chooseFolder()}
      >
        Open a folder…
      </Button>
      <Button
        className={styles.second}
        size="sm"
        variant="subtle"
        leftSection={<IconDownload size={18} />}
        disabled={opening !== null}
        onClick={() => openDialog('fetch')}
      >
        Download a list of pictures…
      </Button>
      {isOpening ? (
        <div className={styles.progress} role="status">
          <Loader />
          <span className={styles.path}>Opening {opening}</span>
        </div>
      ) : null}
    </section>
  );
}
