import { type CSSProperties, useState } from 'react';
import styles from './TileCell.module.css';

export interface TileImageProps {
  readonly src: string;
  readonly style: CSSProperties;
}

/** Pictures shown before appear at once: a grid that is laid out anew must not flicker. */
const shownBefore = new Set<string>();
const MOST_REMEMBERED = 20_000;

/** A picture that fades in over what is below it, and whose request ends with it when it is scrolled out of sight. */
export function TileImage({ src, style }: TileImageProps) {
  const [isLoaded, setLoaded] = useState(shownBefore.has(src));
  return (
    <img
      ref={callOffWhenGone}
      src={src}
      alt=""
      decoding="async"
      draggable={false}
      className={styles.image}
      data-loaded={isLoaded || undefined}
      style={style}
      onLoad={() => {
        remember(src);
        setLoaded(true);
      }}
    />
  );
}

function remember(src: string): void {
  if (shownBefore.size >= MOST_REMEMBERED) shownBefore.clear();
  shownBefore.add(src);
}

function callOffWhenGone(image: HTMLImageElement | null): () => void {
  return () => {
    // A moment later: React's strict mode takes it out and puts it back.
    setTimeout(() => {
      if (image !== null && !image.isConnected && !image.complete) image.src = '';
    });
  };
}
