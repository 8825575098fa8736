import { IconCheck, IconFileOff, IconFileX, IconLock, IconPhotoX } from '@tabler/icons-react';
import { memo, useRef } from 'react';
import type { DatasetId, SampleStatus, Tile } from '../../shared/sample.ts';
import { imageUrl, thumbUrl } from '../state/api.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { useShownScore, useShownScores } from '../state/scores.ts';
import { useSelectionStore } from '../state/selection-store.ts';
import { useTile } from '../state/tiles.ts';
import { useUiStore } from '../state/ui-store.ts';
import { formatScore } from '../ui/format.ts';
import {
  fileName,
  fittedSize,
  isEnlarged,
  meanColorCss,
  needsOriginal,
  pictureFit,
  tileName,
  tileTags,
} from '../ui/tile-looks.ts';
import { BOXES_FROM_PX, TileBoxes } from './TileBoxes.tsx';
import styles from './TileCell.module.css';
import { TileImage } from './TileImage.tsx';

/** DOM id of a sample's tile, for aria-activedescendant. */
export function tileElementId(id: number): string {
  return `tile-${id}`;
}

/** Smaller tiles have no room for words: the details say them. */
const CAPTIONED_FROM_PX = 96;

export interface TileCellProps {
  readonly id: number;
  readonly column: number;
  /** Side in CSS pixels. */
  readonly cell: number;
  /** Scrolling so fast that nothing can be seen: no picture is asked for. */
  readonly isFast: boolean;
}

/** One sample in the grid: its picture, or what it is instead, with status, tags and caption. */
export const TileCell = memo(function TileCell({ id, column, cell, isFast }: TileCellProps) {
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
      style={{ width: cell }}
      aria-colindex={column + 1}
      aria-selected={isSelected}
      aria-label={tile === null ? 'Loading' : tileName(tile, score, isKept)}
      data-focused={isFocused || undefined}
      data-removed={tile?.tags.includes('remove') || undefined}
      data-sample={id}
    >
      <div className={styles.square} style={{ height: cell }}>
        {tile === null || dataset === null ? null : <Picture tile={tile} dataset={dataset} cell={cell} isFast={isFast} />}
        {tile === null || tile.tags.length === 0 ? null : <Tags tags={tile.tags} cell={cell} />}
        {score === undefined || cell < CAPTIONED_FROM_PX ? null : <IssueMark score={score} isKept={isKept} />}
      </div>
      {tile === null || cell < CAPTIONED_FROM_PX ? null : <Caption tile={tile} isAlways={hasCaption} />}
    </div>
  );
});

interface PictureProps {
  readonly tile: Tile;
  readonly dataset: DatasetId;
  readonly cell: number;
  readonly isFast: boolean;
}

function Picture({ tile, dataset, cell, isFast }: PictureProps) {
  const fit = useUiStore((state) => state.tileFit);
  const asked = useRef<string | null>(null);
  if (!isFast) asked.current = thumbUrl(dataset, tile);
  const size = fit === 'cover' ? { width: cell, height: cell } : fittedSize(cell, tile.width, tile.height);
  const isBroken = tile.status !== 'ok' && tile.status !== 'pending';
  if (tile.thumb === null && isBroken)
    return <Broken status={tile.status} path={tile.path} hasWords={cell >= CAPTIONED_FROM_PX} />;
  const style = { objectFit: pictureFit(fit, tile), imageRendering: isEnlarged(tile, cell) ? 'pixelated' : 'auto' } as const;
  return (
    <>
      <div className={styles.picture} style={{ ...size, backgroundColor: meanColorCss(tile.meanColor) }}>
        {asked.current === null ? null : <TileImage key={asked.current} src={asked.current} style={style} />}
        {isFast || !needsOriginal(tile, cell * devicePixelRatio) ? null : (
          <TileImage src={imageUrl(dataset, tile)} style={style} />
        )}
        {isFast || cell < BOXES_FROM_PX ? null : <TileBoxes tile={tile} fit={fit === 'cover' ? 'cover' : 'fill'} />}
      </div>
      {isBroken ? <StatusBadge status={tile.status} /> : null}
    </>
  );
}

interface IssueMarkProps {
  readonly score: number;
  readonly isKept: boolean;
}

/** While a kind of issue is open: the sample's score, and that it was said to be fine. The tile's name says so, too. */
function IssueMark({ score, isKept }: IssueMarkProps) {
  return (
    <span className={styles.score} data-kept={isKept || undefined} data-score={formatScore(score)} aria-hidden>
      {isKept ? <IconCheck size={11} stroke={3} /> : null}
    </span>
  );
}

const STATUS_ICONS: Readonly<Partial<Record<SampleStatus, typeof IconPhotoX>>> = {
  corrupt: IconPhotoX,
  unsupported: IconFileX,
  unreadable: IconLock,
  missing: IconFileOff,
};

function Broken({ status, path, hasWords }: Pick<Tile, 'status' | 'path'> & { readonly hasWords: boolean }) {
  const Icon = STATUS_ICONS[status] ?? IconPhotoX;
  return (
    <div className={styles.broken} data-status={status}>
      <Icon size={22} stroke={1.5} aria-hidden />
      {hasWords ? (
        <>
          <b>{status}</b>
          <span>{fileName(path)}</span>
        </>
      ) : null}
    </div>
  );
}

function StatusBadge({ status }: { readonly status: SampleStatus }) {
  return (
    <span className={styles.badge} data-status={status}>
      {status}
    </span>
  );
}

function Tags({ tags, cell }: { readonly tags: readonly string[]; readonly cell: number }) {
  const { marks, rest } = tileTags(tags, cell);
  const hasWords = cell >= CAPTIONED_FROM_PX;
  return (
    <div className={styles.tags}>
      {marks.map((tag) => (
        <span key={tag} className={hasWords ? styles.tag : styles.swatch} data-tag={tag}>
          {hasWords ? tag : null}
        </span>
      ))}
      {rest === 0 ? null : <span className={`${styles.tag} ${styles.rest}`}>+{rest}</span>}
    </div>
  );
}

function Caption({ tile, isAlways }: { readonly tile: Tile; readonly isAlways: boolean }) {
  return (
    <div className={isAlways ? styles.caption : styles.hoverCaption} title={tile.path}>
      {tile.label === null ? null : <b>{tile.label}</b>} {fileName(tile.path)}
    </div>
  );
}
