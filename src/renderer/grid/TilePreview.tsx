import { ISSUES } from '../../shared/issue-meanings.ts';
import type { Tile } from '../../shared/sample.ts';
import { imageUrl, thumbUrl } from '../state/api.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { usePreviewValues } from '../state/preview-values.ts';
import { indexOfId } from '../state/selection.ts';
import { useTileHover } from '../state/tile-hover.ts';
import { useTile } from '../state/tiles.ts';
import { useUiStore } from '../state/ui-store.ts';
import type { Scroller } from '../ui/scroller.ts';
import { STATUS_LOOKS } from '../ui/status.ts';
import { tagColor } from '../ui/tag-color.ts';
import { meanColorCss, needsOriginal } from '../ui/tile-looks.ts';
import { issuesBeside, tileWords } from '../ui/tile-words.ts';
import { boxOf, type GridLayout } from './grid-layout.ts';
import { type PreviewPlace, previewPlace } from './preview-place.ts';
import { TileImage } from './TileImage.tsx';
import styles from './TilePreview.module.css';
import { TileWords } from './TileWords.tsx';

export interface TilePreviewProps {
  readonly layout: GridLayout;
  readonly scroller: Scroller;
  readonly ids: Uint32Array;
  /** Of the grid's frame, CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** The tile that the pointer rests on, larger, beside it. All it says is in the tile's name and in the details too. */
export function TilePreview(props: TilePreviewProps) {
  const { id, isPreviewed, by } = useTileHover();
  const isOn = useUiStore((state) => state.isPreviewOn);
  if (id === null || !isPreviewed || (by === 'pointer' && !isOn)) return null;
  return <Preview key={id} id={id} {...props} />;
}

/** Picture and words come to so much below the picture: three lines, tags and issues. */
const FACTS_PX = 96;

function Preview({ id, layout, scroller, ids, width, height }: TilePreviewProps & { readonly id: number }) {
  const tile = useTile(id);
  const index = indexOfId(ids, id);
  if (tile === null || index < 0 || index >= layout.count) return null;
  const { left, right, top, bottom } = boxOf(layout, index);
  const place = previewPlace({
    tile: { left, right, top: top - scroller.top, bottom: bottom - scroller.top },
    frame: { width, height },
    picture: tile.width === null || tile.height === null ? null : { width: tile.width, height: tile.height },
    factsHeight: FACTS_PX,
  });
  if (place === null) return null;
  return (
    <div
      className={styles.preview}
      style={{ left: place.left, top: place.top, minWidth: place.width }}
      data-preview={id}
      aria-hidden
    >
      <Picture tile={tile} place={place} />
      <Facts tile={tile} />
    </div>
  );
}

function Picture({ tile, place: { width, height } }: { readonly tile: Tile; readonly place: PreviewPlace }) {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const thumb = dataset === null ? null : thumbUrl(dataset, tile);
  const style = { objectFit: 'contain' } as const;
  return (
    <div className={styles.picture} style={{ width, height, backgroundColor: meanColorCss(tile.meanColor) }}>
      {thumb === null ? null : <TileImage src={thumb} style={style} />}
      {dataset === null || !needsOriginal(tile, Math.max(width, height) * devicePixelRatio, 1) ? null : (
        <TileImage src={imageUrl(dataset, tile)} style={style} />
      )}
    </div>
  );
}

const CLASSES = ['label', 'prediction', 'confidence', 'split'] as const;
const FACTS = ['dimensions', 'sizeBytes', 'format'] as const;

function Facts({ tile }: { readonly tile: Tile }) {
  const values = usePreviewValues(tile.id);
  const issues = issuesBeside(tile, values);
  return (
    <div className={styles.facts}>
      <TileWords words={tileWords(CLASSES, tile, values)} isOver={false} />
      <TileWords words={tileWords(['path'], tile, values)} isOver={false} />
      <TileWords words={tileWords(FACTS, tile, values)} isOver={false} />
      {tile.status === 'ok' ? null : <div className={styles.line}>{STATUS_LOOKS[tile.status].meaning}</div>}
      {tile.tags.length === 0 ? null : (
        <div className={styles.line}>
          {tile.tags.map((tag) => (
            <span key={tag} className={styles.tag} style={{ backgroundColor: tagColor(tag) }}>
              {tag}
            </span>
          ))}
        </div>
      )}
      {issues.length === 0 ? null : <div className={styles.line}>{issues.map((kind) => ISSUES[kind].title).join(', ')}</div>}
    </div>
  );
}
