import { useState } from 'react';
import { isDeep } from '../../shared/deep-zoom.ts';
import type { DatasetId, Tile } from '../../shared/sample.ts';
import { thumbUrl } from '../state/api.ts';
import { useChannelStore } from '../state/channels.ts';
import { pictureUrl } from '../state/picture-url.ts';
import type { Zoomable } from '../ui/zoomable.ts';
import { ChannelFilter, filterOf } from './ChannelFilter.tsx';
import { DeepTiles } from './DeepTiles.tsx';
import type { DeepState } from './deep-state.ts';
import styles from './Loupe.module.css';

export interface PicturePixelsProps {
  readonly tile: Tile;
  readonly dataset: DatasetId;
  /** Null: not known yet. */
  readonly format: string | null;
  /** The picture itself can be shown, as far as is known. */
  readonly isWhole: boolean;
  readonly zoomable: Zoomable | null;
  readonly onFailed: () => void;
  readonly onDeep: (state: DeepState) => void;
}

/**
 * The thumbnail at once, the picture itself over it when it is there, and parts of a large one over that as it is enlarged. A
 * picture that cannot be shown has only its thumbnail.
 */
export function PicturePixels({ tile, dataset, format, isWhole, zoomable, onFailed, onDeep }: PicturePixelsProps) {
  const [isLoaded, setLoaded] = useState(false);
  const thumb = thumbUrl(dataset, tile);
  const { width, height } = tile;
  const size = width === null || height === null || !isDeep({ width, height }, format) ? null : { width, height };
  const channel = useChannelStore((state) => state.channel);
  return (
    <div className={styles.layer} style={{ filter: filterOf(channel) }}>
      <ChannelFilter channel={channel} />
      {thumb === null || isLoaded ? null : <img className={styles.layer} src={thumb} alt="" draggable={false} />}
      {isWhole ? (
        <img
          className={styles.layer}
          data-is-loaded={isLoaded || undefined}
          src={pictureUrl(dataset, tile, format)}
          alt={tile.path}
          decoding="async"
          draggable={false}
          onLoad={() => setLoaded(true)}
          onError={onFailed}
        />
      ) : null}
      {isWhole && zoomable !== null && size !== null ? (
        <DeepTiles tile={tile} dataset={dataset} format={format} size={size} zoomable={zoomable} onState={onDeep} />
      ) : null}
    </div>
  );
}
