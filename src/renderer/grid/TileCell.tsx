import { memo } from 'react';
import { useDatasetStore } from '../state/dataset-store.ts';
import { useShownScore, useShownScores } from '../state/scores.ts';
import { useSelectionStore } from '../state/selection-store.ts';
import { useTile } from '../state/tiles.ts';
import { useUiStore } from '../state/ui-store.ts';
import { tileName, WORDS_FROM_PX } from '../ui/tile-looks.ts';
import { IssueMark, TagBadges } from './TileBadges.tsx';
import { TileCaption } from './TileCaption.tsx';
import styles from './TileCell.module.css';
import { TilePicture } from './TilePicture.tsx';

/** DOM id of a sample's tile, for aria-activedescendant. */
export function tileElementId(id: number): string {
  return `tile-${id}`;
}

export interface TileCellProps {
  readonly id: number;
  readonly column: number;
  /** Height of the picture's place, CSS pixels. */
  readonly cell: number;
  /** Absent: it is a square. */
  readonly width?: number;
  /** Scrolling so fast that nothing can be seen: no picture is asked for. */
  readonly isFast: boolean;
}

/** One sample in the grid: its picture, or what it is instead, with status, tags and caption. */
export const TileCell = memo(function TileCell({ id, column, cell, width = cell, isFast }: TileCellProps) {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const tile = useTile(id);
  const isSelected = useSelectionStore(({ selection }) => selection.selected.has(id));
  const isFocused = useSelectionStore(({ selection }) => selection.focus === id);
  const hasCaption = useUiStore((state) => state.tileCaptions === 'always');
  const score = useShownScore(id);
  const isKept = useShownScores(({ kept }) => kept.has(id));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid is no table
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, see Grid.tsx
    <div
      role="gridcell"
      id={tileElementId(id)}
      className={styles.tile}
      style={{ width }}
      aria-colindex={column + 1}
      aria-selected={isSelected}
      aria-label={tile === null ? 'Loading' : tileName(tile, score, isKept)}
      data-focused={isFocused || undefined}
      data-removed={tile?.tags.includes('remove') || undefined}
      data-sample={id}
    >
      <div className={styles.square} style={{ height: cell }}>
        {tile === null || dataset === null ? null : (
          <TilePicture tile={tile} dataset={dataset} cell={cell} width={width} isFast={isFast} />
        )}
        {tile === null || tile.tags.length === 0 ? null : <TagBadges tags={tile.tags} cell={cell} />}
        {score === undefined || cell < WORDS_FROM_PX ? null : <IssueMark score={score} isKept={isKept} />}
      </div>
      {tile === null || cell < WORDS_FROM_PX ? null : <TileCaption tile={tile} isAlways={hasCaption} />}
    </div>
  );
});
