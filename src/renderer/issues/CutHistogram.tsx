import { type KeyboardEvent, type PointerEvent, useId, useRef } from 'react';
import type { RangeFacet } from '../../shared/facets.ts';
import { formatScore } from '../ui/format.ts';
import styles from './CutHistogram.module.css';
import { barsPath, cutAfterKey, validCut } from './cut-scale.ts';

export interface CutHistogramProps {
  readonly facet: RangeFacet;
  /** Of the kind, for a screen reader. */
  readonly title: string;
  readonly cut: number;
  readonly defaultCut: number;
  readonly flagged: number;
  /** @param cut null: the default */
  readonly onMove: (cut: number | null) => void;
}

/** How a score spreads, with its cut: dragged, pressed anywhere, or moved by keys; double click for the default. */
export function CutHistogram({ facet, title, cut, defaultCut, flagged, onMove }: CutHistogramProps) {
  const area = useRef<HTMLDivElement>(null);
  const isDragging = useRef(false);
  const drag = (event: PointerEvent): void => {
    const box = area.current?.getBoundingClientRect();
    if (!isDragging.current || box === undefined || box.width === 0) return;
    const wanted = validCut((event.clientX - box.left) / box.width);
    if (wanted !== cut) onMove(wanted);
  };
  const onPointerDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    isDragging.current = true;
    area.current?.setPointerCapture(event.pointerId);
    // The second press of a double click resets the cut: it must not move it first.
    if (event.detail < 2) drag(event);
  };
  const end = (): void => {
    isDragging.current = false;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const wanted = cutAfterKey(event, cut);
    if (wanted === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onMove(wanted);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the cut on it is its keyboard way
    <div
      ref={area}
      className={styles.area}
      onPointerDown={onPointerDown}
      onPointerMove={drag}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={() => onMove(null)}
    >
      <Bars facet={facet} cut={cut} />
      <div className={styles.flagged} style={{ width: `${cut * 100}%` }} />
      <div className={styles.default} style={{ left: `${defaultCut * 100}%` }} />
      <div
        className={styles.cut}
        role="slider"
        tabIndex={0}
        aria-label={`Cut for ${title}`}
        aria-valuemin={0}
        aria-valuemax={1}
        aria-valuenow={cut}
        aria-valuetext={`${formatScore(cut)}, ${flagged} below`}
        style={{ left: `${cut * 100}%` }}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

function Bars({ facet, cut }: { readonly facet: RangeFacet; readonly cut: number }) {
  const clip = useId();
  const path = barsPath(facet);
  return (
    <svg className={styles.bars} viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
      <clipPath id={clip}>
        <rect x="0" y="0" width={cut} height="1" />
      </clipPath>
      <path className={styles.beyond} d={path} />
      <path className={styles.below} d={path} clipPath={`url(#${clip})`} />
    </svg>
  );
}
