import type { Tile } from '../../shared/sample.ts';
import { fileName } from '../ui/tile-looks.ts';
import styles from './TileCell.module.css';

/** Class and file name, below the picture or over it. */
export function TileCaption({ tile, isAlways }: { readonly tile: Tile; readonly isAlways: boolean }) {
  return (
    <div className={isAlways ? styles.caption : styles.hoverCaption} title={tile.path}>
      {tile.label === null ? null : <b>{tile.label}</b>} {fileName(tile.path)}
    </div>
  );
}
