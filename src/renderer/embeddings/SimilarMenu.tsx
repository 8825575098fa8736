import { ActionIcon, Button, FileButton, Popover, TextInput, Tooltip } from '@mantine/core';
import { IconPhotoSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useActiveModel, useEmbeddingsFailure, useModels } from '../state/embeddings.ts';
import { useSelectionStore } from '../state/selection-store.ts';
import { lessLikeThese, moreLikeThese, searchByImage, searchByWords } from '../state/similar.ts';
import { useUiStore } from '../state/ui-store.ts';
import { formatNoun } from '../ui/format.ts';
import { KeyOf } from '../ui/KeyOf.tsx';
import styles from './SimilarMenu.module.css';

/** Ways to say what the samples shall be like. */
export function SimilarMenu() {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={300} trapFocus>
      <Popover.Target>
        <Tooltip label="Find similar pictures">
          <ActionIcon aria-label="Find similar pictures" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            <IconPhotoSearch size={16} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>{isOpen ? <Ways onDone={() => setOpen(false)} /> : null}</Popover.Dropdown>
    </Popover>
  );
}

function Ways({ onDone }: { readonly onDone: () => void }) {
  const model = useActiveModel();
  const unknown = useEmbeddingsFailure();
  const openDialog = useUiStore((state) => state.openDialog);
  const chosen = useSelectionStore(({ selection }) => Math.max(selection.selected.size, selection.focus === null ? 0 : 1));
  const done =
    (run: () => void): (() => void) =>
    () => {
      onDone();
      run();
    };
  if (unknown !== null) return <p className={styles.note}>{unknown.message}</p>;
  if (model === undefined) return null;
  if (model === null) {
    return (
      <div className={styles.ways}>
        <p className={styles.note}>No model has looked at this dataset yet. One comes with Winnow and takes seconds.</p>
        <Button onClick={done(() => openDialog('embed'))}>Find what is alike…</Button>
      </div>
    );
  }
  const what = chosen === 0 ? 'the selected' : formatNoun(chosen, 'sample');
  return (
    <div className={styles.ways}>
      <Button
        variant="default"
        justify="space-between"
        rightSection={<KeyOf action="find.more-like" />}
        disabled={chosen === 0}
        onClick={done(moreLikeThese)}
      >
        More like {what}
      </Button>
      <Button
        variant="default"
        justify="space-between"
        rightSection={<KeyOf action="find.less-like" />}
        disabled={chosen === 0}
        onClick={done(lessLikeThese)}
      >
        Less like {what}
      </Button>
      <FileButton accept="image/*" onChange={(file) => file !== null && done(() => void searchByImage(file))()}>
        {(props) => (
          <Button variant="default" justify="flex-start" {...props}>
            Like an image file…
          </Button>
        )}
      </FileButton>
      <p className={styles.note}>Or drop an image anywhere on the window.</p>
      <Words model={model.name} onDone={onDone} />
      <p className={styles.note}>
        By {model.title}.{' '}
        <button type="button" className={styles.link} onClick={done(() => openDialog('embed'))}>
          Models…
        </button>
      </p>
    </div>
  );
}

function Words({ model, onDone }: { readonly model: string; readonly onDone: () => void }) {
  const [words, setWords] = useState('');
  const { models } = useModels();
  const canRead = models?.find(({ name }) => name === model)?.hasTextEncoder === true;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (words.trim() === '') return;
        onDone();
        void searchByWords(words.trim());
      }}
    >
      <TextInput
        aria-label="Like these words"
        placeholder={canRead ? 'a red shoe on grass' : 'Words: only with a CLIP model'}
        disabled={!canRead}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
    </form>
  );
}
