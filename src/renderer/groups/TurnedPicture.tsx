import { useState } from 'react';
import type { Tile } from '../../shared/sample.ts';
import { imageUrl, thumbUrl } from '../state/api.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { isQuarter, type Turn, turnMatrix } from '../state/turn.ts';
import styles from './TurnedPicture.module.css';

export interface TurnedPictureProps {
  readonly member: Tile;
  /** How it is turned before it is shown. */
  readonly turn: Turn;
}

/** A picture that fills its box, a size container, as it is or turned: the thumbnail at once, itself when it is there. */
export function TurnedPicture({ member, turn }: TurnedPictureProps) {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const [isLoaded, setLoaded] = useState(false);
  if (dataset === null) return null;
  const thumb = thumbUrl(dataset, member);
  const { a, b, c, d } = turnMatrix(turn);
  const size = isQuarter(turn) ? { width: '100cqh', height: '100cqw' } : { width: '100cqw', height: '100cqh' };
  const style = { ...size, transform: `translate(-50%, -50%) matrix(${a}, ${b}, ${c}, ${d}, 0, 0)` };
  return (
    <>
      {thumb === null || isLoaded ? null : <img className={styles.layer} style={style} src={thumb} alt="" draggable={false} />}
      <img
        className={styles.layer}
        style={style}
        data-loaded={isLoaded || undefined}
        src={imageUrl(dataset, member)}
        alt={member.path}
        decoding="async"
        draggable={false}
        onLoad={() => setLoaded(true)}
      />
    </>
  );
}
