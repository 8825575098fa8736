import { IconPhotoSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useMessagesStore } from '../state/messages-store.ts';
import { searchByImage } from '../state/similar.ts';
import styles from './DropImage.module.css';

/** An image that is dropped on the window is something to be like. */
export function DropImage() {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const stopping = new AbortController();
    const { signal } = stopping;
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;
    window.addEventListener(
      'dragover',
      (event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      },
      { signal },
    );
    // Only when the pointer leaves the window is there nothing it goes to.
    window.addEventListener('dragleave', (event) => event.relatedTarget === null && setOver(false), { signal });
    window.addEventListener(
      'drop',
      (event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer?.files ?? [];
        if (file?.type.startsWith('image/') === true) void searchByImage(file);
        else useMessagesStore.getState().say('Drop one image file, to find the samples that are like it.');
      },
      { signal },
    );
    return () => stopping.abort();
  }, []);
  if (!isOver) return null;
  return (
    <div className={styles.over}>
      <div className={styles.words}>
        <IconPhotoSearch size={28} stroke={1.5} aria-hidden />
        Drop the image to find what is like it
      </div>
    </div>
  );
}
