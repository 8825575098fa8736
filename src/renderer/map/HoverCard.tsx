import { useLayoutEffect, useRef } from 'react';
import { thumbUrl } from '../state/api.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { useTile } from '../state/tiles.ts';
import { STATUS_LOOKS } from '../ui/status.ts';
import { fileName } from '../ui/tile-looks.ts';
import styles from './HoverCard.module.css';
import { useHoverStore } from './hover-store.ts';

/** Between the pointer and the card, CSS pixels. */
const AWAY_PX = 16;

/** The sample under the pointer: picture, class and file name, beside it. */
export function HoverCard() {
  const id = useHoverStore((state) => state.id);
  return id === null ? null : <Card key={id} id={id} />;
}

function Card({ id }: { readonly id: number }) {
  const card = useRef<HTMLDivElement>(null);
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const isLarge = useHoverStore((state) => state.isLarge);
  const tile = useTile(id);
  const hasTile = tile !== null;
  useLayoutEffect(() => {
    const { x, y } = useHoverStore.getState();
    // Read for its size, which the tile's words and picture change.
    void hasTile;
    place(card.current, x, y);
    return useHoverStore.subscribe((state) => {
      if (state.id === id) place(card.current, state.x, state.y);
    });
  }, [id, hasTile]);
  const url = tile === null || dataset === null ? null : thumbUrl(dataset, tile);
  return (
    <div ref={card} className={styles.card} aria-hidden>
      {isLarge ? null : <div className={styles.picture}>{url === null ? null : <img src={url} alt="" draggable={false} />}</div>}
      {tile === null ? null : (
        <div className={styles.words}>
          {tile.label === null ? null : <b>{tile.label}</b>}
          <span className={styles.path}>{fileName(tile.path)}</span>
          <span className={styles.more}>
            {[tile.split, tile.status === 'ok' ? null : tile.status].filter((word) => word !== null).join(' · ')}
          </span>
          {tile.tags.length === 0 ? null : <span className={styles.tags}>{tile.tags.join(', ')}</span>}
          {tile.status === 'ok' ? null : <span className={styles.more}>{STATUS_LOOKS[tile.status].meaning}</span>}
        </div>
      )}
    </div>
  );
}

/** To the right of the pointer and below it, or on the other side where there is no room. */
function place(card: HTMLElement | null, x: number, y: number): void {
  const frame = card?.parentElement;
  if (card === null || frame === null || frame === undefined) return;
  const { offsetWidth: width, offsetHeight: height } = card;
  const left = x + AWAY_PX + width > frame.clientWidth ? x - AWAY_PX - width : x + AWAY_PX;
  const top = y + AWAY_PX + height > frame.clientHeight ? y - AWAY_PX - height : y + AWAY_PX;
  card.style.transform = `translate(${Math.max(4, left)}px, ${Math.max(4, top)}px)`;
}
