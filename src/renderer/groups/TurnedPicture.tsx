import { type CSSProperties, useState } from 'react';
import type { Tile } from '../../shared/sample.ts';
import { thumbUrl } from '../state/api.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { pictureUrl } from '../state/picture-url.ts';
import { isQuarter, type Turn, turnMatrix } from '../state/turn.ts';
import styles from './TurnedPicture.module.css';

export interface TurnedPictureProps {
  readonly member: Tile & { readonly format: string | null };
  /** How it is turned before it is shown. */
  readonly turn: Turn;
  readonly onFailed?: () => void;
}

/** A picture that fills its box, a size container, as it is or turned: the thumbnail at once, itself when it is there. */
export function TurnedPicture({ member, turn, onFailed }: TurnedPictureProps) {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const [isLoaded, setLoaded] = useState(false);
  if (dataset === null) return null;
  const thumb = thumbUrl(dataset, member);
  const { a, b, c, d } = turnMatrix(turn);
  const style = { ...sizeIn(member, turn), transform: `translate(-50%, -50%) matrix(${a}, ${b}, ${c}, ${d}, 0, 0)` };
  return (
    <>
      {thumb === null || isLoaded ? null : <img className={styles.layer} style={style} src={thumb} alt="" draggable={false} />}
      <img
        className={styles.layer}
        style={style}
        data-loaded={isLoaded || undefined}
        src={pictureUrl(dataset, member, member.format)}
        alt={member.path}
        decoding="async"
        draggable={false}
        onLoad={() => setLoaded(true)}
        onError={onFailed}
      />
    </>
  );
}

/** As large as its box allows, but at least a pixel in each direction: a strip of 20,000 × 10 is a line, not nothing. */
function sizeIn({ width, height }: Tile, turn: Turn): CSSProperties {
  const [wide, high] = isQuarter(turn) ? ['100cqh', '100cqw'] : ['100cqw', '100cqh'];
  if (width === null || height === null) return { width: wide, height: high, objectFit: 'contain' };
  return {
    width: `max(1px, min(${wide}, calc(${high} * ${width / height})))`,
    height: `max(1px, min(${high}, calc(${wide} * ${height / width})))`,
  };
}
