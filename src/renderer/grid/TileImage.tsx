import { type CSSProperties, useState } from 'react';
import styles from './TileCell.module.css';

export interface TileImageProps {
  readonly src: string;
  readonly style: CSSProperties;
}

/** Pictures shown before appear at once: a grid that is laid out anew must not flicker. */
const shownBefore = new Set<string>();
/** More than a screen has. */
const MOST_REMEMBERED = 2000;

/**
 * A picture that fades in over what is below it, and whose request ends with it when it is scrolled out of sight. That it is there is
 * told to the style sheet alone: hundreds a second arrive while the grid is scrolled.
 */
export function TileImage({ src, style }: TileImageProps) {
  const [wasShown] = useState(() => shownBefore.has(src));
  return (
    <img
      ref={callOffWhenGone}
      src={src}
      alt=""
      decoding="async"
      draggable={false}
      className={styles.image}
      data-loaded={wasShown ? 'before' : undefined}
      style={style}
      onLoad={({ currentTarget }) => {
        // While all moves nothing fades: each picture that does is a layer of its own.
        currentTarget.dataset.loaded ??= currentTarget.closest('[data-scrolling]') === null ? 'now' : 'before';
        remember(src);
      }}
    />
  );
}

function remember(src: string): void {
  shownBefore.delete(src);
  shownBefore.add(src);
  const [oldest] = shownBefore;
  if (shownBefore.size > MOST_REMEMBERED && oldest !== undefined) shownBefore.delete(oldest);
}

function callOffWhenGone(image: HTMLImageElement | null): () => void {
  return () => {
    // A moment later: React's strict mode takes it out and puts it back.
    setTimeout(() => {
      if (image !== null && !image.isConnected && !image.complete) image.src = '';
    });
  };
}
