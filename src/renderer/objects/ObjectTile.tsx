import { useEffect, useState } from 'react';
import type { DatasetId } from '../../shared/sample.ts';
import { cropUrl, thumbUrl } from '../state/api.ts';
import type { Objects } from '../state/object-columns.ts';
import { useTile } from '../state/tiles.ts';
import { formatScore } from '../ui/format.ts';
import styles from './ObjectsView.module.css';
import { boxPlaceAt, objectWords, scoreAt } from './object-box.ts';
import { pixelsIn, squareAround, within } from './object-crop.ts';

/** Longest side of thumbnails, px. */
const THUMBNAIL_PX = 256;
/** A tile that is in view for so long is looked at: what scrolls past asks for nothing. */
const SHARP_AFTER_MS = 120;

export interface ObjectTileProps {
  readonly objects: Objects;
  /** Its place in the columns. */
  readonly box: number;
  readonly dataset: DatasetId | null;
  readonly color: string;
  /** CSS px. */
  readonly side: number;
  readonly left: number;
  readonly top: number;
  readonly isFocus: boolean;
  readonly onFocus: () => void;
  readonly onOpen: () => void;
}

/** A box with some of what is around it: out of the thumbnail at once, then out of the picture where that has more to show. */
export function ObjectTile(props: ObjectTileProps) {
  const { objects, box, color, side, left, top, isFocus, onFocus, onOpen } = props;
  const { columns } = objects;
  const words = objectWords(objects, box);
  const place = boxPlaceAt(columns, box);
  const square = squareAround(place);
  const [boxLeft, boxTop, width, height] = place;
  const score = scoreAt(columns, box);
  return (
    <button
      type="button"
      className={styles.tile}
      style={{ left, top, width: side, height: side }}
      title={words}
      aria-label={words}
      tabIndex={isFocus ? 0 : -1}
      onFocus={onFocus}
      onClick={onOpen}
    >
      <Pixels {...props} />
      <span
        className={styles.box}
        data-kind={columns.kinds[box] === 0 ? 'given' : 'predicted'}
        style={{ ...within({ left: boxLeft, top: boxTop, width, height }, square), borderColor: color }}
      />
      {score === null ? null : (
        <span className={styles.score} style={{ backgroundColor: color }}>
          {formatScore(score)}
        </span>
      )}
    </button>
  );
}

function Pixels({ objects: { columns }, box, dataset, side }: ObjectTileProps) {
  const sample = useTile(columns.samples[box] as number);
  const square = squareAround(boxPlaceAt(columns, box));
  const size = sample?.width == null || sample.height == null ? null : { width: sample.width, height: sample.height };
  const thumb = sample === null || dataset === null ? null : thumbUrl(dataset, sample);
  const isBlurred = size !== null && square.width * (THUMBNAIL_PX / Math.max(size.width, size.height)) < side * devicePixelRatio;
  const isLookedAt = useLater(SHARP_AFTER_MS);
  if (sample === null || size === null || dataset === null) return null;
  const part = pixelsIn(square, size);
  return (
    <>
      {thumb === null ? null : (
        <img
          className={styles.pixels}
          src={thumb}
          alt=""
          draggable={false}
          style={within({ left: 0, top: 0, ...size }, square)}
        />
      )}
      {isBlurred && isLookedAt && part !== null && sample.status === 'ok' ? (
        <img
          className={styles.pixels}
          src={cropUrl(dataset, sample, part, cropSide(side))}
          alt=""
          draggable={false}
          style={within(part, square)}
        />
      ) : null}
    </>
  );
}

/** In steps, so that tiles of about one size share what the browser keeps. */
const cropSide = (side: number): number => Math.min(1024, 128 * Math.ceil((side * devicePixelRatio) / 128));

function useLater(ms: number): boolean {
  const [isLater, setLater] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLater(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return isLater;
}
