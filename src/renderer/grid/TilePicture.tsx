import { useRef } from 'react';
import type { DatasetId, Tile } from '../../shared/sample.ts';
import { imageUrl, thumbUrl } from '../state/api.ts';
import { useUiStore } from '../state/ui-store.ts';
import { isBroken, statusIcon } from '../ui/status-icons.ts';
import { fileName, fittedSize, isEnlarged, meanColorCss, needsOriginal, pictureFit, WORDS_FROM_PX } from '../ui/tile-looks.ts';
import { BOXES_FROM_PX, TileBoxes } from './TileBoxes.tsx';
import styles from './TileCell.module.css';
import { TileImage } from './TileImage.tsx';

export interface TilePictureProps {
  readonly tile: Tile;
  readonly dataset: DatasetId;
  /** Height of the tile, CSS pixels. */
  readonly cell: number;
  readonly width: number;
  readonly isFast: boolean;
}

/** The picture of a tile, or why there is none. */
export function TilePicture({ tile, dataset, cell, width, isFast }: TilePictureProps) {
  const fit = useUiStore((state) => state.tileFit);
  const asked = useRef<string | null>(null);
  if (!isFast) asked.current = thumbUrl(dataset, tile);
  const size = fit === 'cover' ? { width, height: cell } : fittedSize(cell, tile.width, tile.height, width);
  if (tile.thumb === null && isBroken(tile.status))
    return <Broken status={tile.status} path={tile.path} hasWords={cell >= WORDS_FROM_PX} />;
  const style = { objectFit: pictureFit(fit, tile), imageRendering: isEnlarged(tile, cell) ? 'pixelated' : 'auto' } as const;
  return (
    <div className={styles.picture} style={{ ...size, backgroundColor: meanColorCss(tile.meanColor) }}>
      {asked.current === null ? null : <TileImage key={asked.current} src={asked.current} style={style} />}
      {isFast || !needsOriginal(tile, Math.max(cell, width) * devicePixelRatio) ? null : (
        <TileImage src={imageUrl(dataset, tile)} style={style} />
      )}
      {isFast || cell < BOXES_FROM_PX ? null : <TileBoxes tile={tile} fit={fit === 'cover' ? 'cover' : 'fill'} />}
    </div>
  );
}

/** What the name of the tile says, too. */
function Broken({ status, path, hasWords }: Pick<Tile, 'status' | 'path'> & { readonly hasWords: boolean }) {
  const Icon = statusIcon(status);
  return (
    <div className={styles.broken} data-status={status} aria-hidden>
      <Icon size={22} stroke={1.5} />
      {hasWords ? (
        <>
          <b>{status}</b>
          <span>{fileName(path)}</span>
        </>
      ) : null}
    </div>
  );
}
