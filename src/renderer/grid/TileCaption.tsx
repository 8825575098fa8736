import type { SampleValues } from '../../shared/api.ts';
import type { Tile } from '../../shared/sample.ts';
import { type TileCaptions, useUiStore } from '../state/ui-store.ts';
import { captionLines } from '../ui/tile-fields.ts';
import { type TileWord, tileWords } from '../ui/tile-words.ts';
import styles from './TileCaption.module.css';
import { TileWords } from './TileWords.tsx';

export interface TileCaptionProps {
  readonly tile: Tile;
  /** Of the fields that are no part of the tile; null: not known yet. */
  readonly values: SampleValues | null;
  readonly place: TileCaptions;
}

/** The fields chosen for tiles, in one line or two, below the picture or over it. */
export function TileCaption({ tile, values, place }: TileCaptionProps) {
  const fields = useUiStore((state) => state.tileFields);
  const lines = captionLines(fields).map((line) => tileWords(line, tile, values));
  const isEmpty = lines.every((line) => line.length === 0);
  if (place !== 'always' && isEmpty) return null;
  return (
    <div className={styles.caption} data-place={place} title={tooltipOf(tile, lines.flat())} aria-hidden>
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
        <TileWords key={at} words={line} isOver={place !== 'always'} />
      ))}
    </div>
  );
}

function tooltipOf({ path }: Tile, words: readonly TileWord[]): string {
  return [path, ...words.filter(({ field }) => field !== 'path').map(({ spoken }) => spoken)].join('\n');
}
