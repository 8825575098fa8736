import { memo } from 'react';
import type { SampleValues } from '../../shared/api.ts';
import type { Tile } from '../../shared/sample.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { useShownScore, useShownScores } from '../state/scores.ts';
import { useSelectionStore } from '../state/selection-store.ts';
import { useTileValues } from '../state/tile-values.ts';
import { useTile } from '../state/tiles.ts';
import { useUiStore } from '../state/ui-store.ts';
import { captionHeight, captionLines } from '../ui/tile-fields.ts';
import { isDecidingTag, tileName, WORDS_FROM_PX } from '../ui/tile-looks.ts';
import { issuesBeside, spokenWords } from '../ui/tile-words.ts';
import { TagBadges, TroubleBadges, VerdictBadges } from './TileBadges.tsx';
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
  const tile = useTile(id);
  const isSelected = useSelectionStore(({ selection }) => selection.selected.has(id));
  const isFocused = useSelectionStore(({ selection }) => selection.focus === id);
  const place = useUiStore((state) => state.tileCaptions);
  const fields = useUiStore((state) => state.tileFields);
  const values = useTileValues(id, isFast);
  const score = useShownScore(id);
  const isKept = useShownScores(({ kept }) => kept.has(id));
  const height = captionHeight(captionLines(fields).length);
  // Words need room in both directions.
  const side = Math.min(cell, width);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid is no table
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, see Grid.tsx
    <div
      role="gridcell"
      id={tileElementId(id)}
      className={styles.tile}
      style={{ width, ['--caption-height' as string]: `${height}px` }}
      aria-colindex={column + 1}
      aria-selected={isSelected}
      aria-label={tile === null ? 'Loading' : tileName(tile, score, isKept, spokenWords(fields, tile, values))}
      data-focused={isFocused || undefined}
      data-removed={tile?.tags.includes('remove') || undefined}
      data-caption={side < WORDS_FROM_PX || height === 0 ? undefined : place}
      data-sample={id}
    >
      <div className={styles.square} style={{ height: cell }}>
        {tile === null ? null : <OverSquare tile={tile} values={values} cell={cell} width={width} isFast={isFast} />}
        {tile === null ? null : <VerdictBadges tile={tile} score={side < WORDS_FROM_PX ? undefined : score} isKept={isKept} />}
      </div>
      {tile === null || side < WORDS_FROM_PX ? null : <TileCaption tile={tile} values={values} place={place} />}
    </div>
  );
});

interface OverSquareProps {
  readonly tile: Tile;
  readonly values: SampleValues | null;
  readonly cell: number;
  readonly width: number;
  readonly isFast: boolean;
}

/** The picture with its tags and what is wrong with it. */
function OverSquare({ tile, values, cell, width, isFast }: OverSquareProps) {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const areTagsShown = useUiStore((state) => state.areTagsShown);
  const areIssuesShown = useUiStore((state) => state.areIssuesShown);
  const side = Math.min(cell, width);
  const tags = areTagsShown ? tile.tags : tile.tags.filter(isDecidingTag);
  return (
    <>
      {dataset === null ? null : <TilePicture tile={tile} dataset={dataset} cell={cell} width={width} isFast={isFast} />}
      <TroubleBadges tile={tile} issues={areIssuesShown ? issuesBeside(tile, values) : []} cell={side} />
      {tags.length === 0 ? null : <TagBadges tags={tags} cell={side} />}
    </>
  );
}
