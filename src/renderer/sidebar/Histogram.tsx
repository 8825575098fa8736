import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import type { RangeFacet } from '../../shared/facets.ts';
import type { NumberRange } from '../../shared/query-range.ts';
import { formatBound } from '../ui/format-bound.ts';
import { binWords } from './bin-words.ts';
import styles from './Histogram.module.css';
import { barHeights, binsOf, moveThumb, rangeOfStretch, type Stretch, stretchOfDrag, stretchOfRange } from './range-brush.ts';

export interface HistogramProps {
  readonly facet: RangeFacet;
  readonly title: string;
  readonly range: NumberRange | null;
  /** @param isDraft it is still being dragged, or a key held down */
  readonly onChange: (range: NumberRange | null, isDraft?: boolean) => void;
  /** What was dragged is what is wanted. */
  readonly onSettle: () => void;
}

/** Drag over it for a range, drag or key its two thumbs, double-click for everything. */
export function Histogram({ facet, title, range, onChange, onSettle }: HistogramProps) {
  const area = useRef<HTMLDivElement>(null);
  /** Where the drag began, and what it drags. */
  const drag = useRef<{ readonly start: number; readonly thumb: 'from' | 'to' | null } | null>(null);
  /** The bin under the pointer. */
  const [pointed, setPointed] = useState<number | null>(null);
  const bins = binsOf(facet);
  const stretch = stretchOfRange(facet, range);
  const apply = (wanted: Stretch): void => onChange(rangeOfStretch(facet, wanted), true);

  const fractionAt = (event: PointerEvent): number => {
    const box = area.current?.getBoundingClientRect();
    return box === undefined || box.width === 0 ? 0 : (event.clientX - box.left) / box.width;
  };
  const onPointerDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const thumb = event.target instanceof HTMLElement ? event.target.dataset.thumb : undefined;
    drag.current = { start: fractionAt(event), thumb: thumb === 'from' || thumb === 'to' ? thumb : null };
    area.current?.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent): void => {
    setPointed(Math.min(bins - 1, Math.max(0, Math.floor(fractionAt(event) * bins))));
    if (drag.current === null) return;
    const { start, thumb } = drag.current;
    const here = fractionAt(event);
    const wanted = thumb === null ? stretchOfDrag(start, here, bins) : moveThumb(stretch, thumb, Math.round(here * bins), bins);
    if (wanted.from !== stretch.from || wanted.to !== stretch.to) apply(wanted);
  };
  const onPointerUp = (event: PointerEvent): void => {
    const wasClick = drag.current?.thumb === null && Math.abs(fractionAt(event) - drag.current.start) * bins < 0.5;
    if (wasClick) apply(stretchOfDrag(fractionAt(event), fractionAt(event), bins));
    if (drag.current !== null) onSettle();
    drag.current = null;
  };

  const inside = `inset(0 ${100 - (100 * stretch.to) / bins}% 0 ${(100 * stretch.from) / bins}%)`;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the two thumbs are its keyboard way
    <div
      ref={area}
      className={styles.histogram}
      data-chosen={range !== null || undefined}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerLeave={() => setPointed(null)}
      onDoubleClick={() => onChange(null)}
    >
      <Bars facet={facet} className={styles.outside} />
      <div className={styles.clip} style={{ clipPath: inside }}>
        <Bars facet={facet} className={styles.inside} />
      </div>
      {pointed === null || pointed >= bins ? null : <Pointed facet={facet} bin={pointed} />}
      <Thumb facet={facet} which="from" label={`${title}, least`} stretch={stretch} onMove={apply} onSettle={onSettle} />
      <Thumb facet={facet} which="to" label={`${title}, most`} stretch={stretch} onMove={apply} onSettle={onSettle} />
    </div>
  );
}

function Bars({ facet, className }: { readonly facet: RangeFacet; readonly className: string | undefined }) {
  const path = barHeights(facet.counts)
    .map((height, bin) => (height === 0 ? '' : `M${bin + 0.06} 1V${1 - height}H${bin + 0.94}V1Z`))
    .join('');
  return (
    <svg className={className} viewBox={`0 0 ${binsOf(facet)} 1`} preserveAspectRatio="none" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}

/** What the bin under the pointer holds, on the side where it hides less. */
function Pointed({ facet, bin }: { readonly facet: RangeFacet; readonly bin: number }) {
  const bins = binsOf(facet);
  return (
    <>
      <span className={styles.pointed} style={{ left: `${(100 * bin) / bins}%`, width: `${100 / bins}%` }} />
      <span className={styles.words} data-side={bin < bins / 2 ? 'right' : 'left'}>
        {binWords(facet, bin)}
      </span>
    </>
  );
}

interface ThumbProps {
  readonly facet: RangeFacet;
  readonly which: 'from' | 'to';
  readonly label: string;
  readonly stretch: Stretch;
  readonly onMove: (stretch: Stretch) => void;
  readonly onSettle: () => void;
}

function Thumb({ facet, which, label, stretch, onMove, onSettle }: ThumbProps) {
  const bins = binsOf(facet);
  const place = stretch[which];
  const value = facet.edges[Math.round(place)] ?? 0;
  const onKeyDown = (event: KeyboardEvent): void => {
    const edge = edgeAfterKey(event, Math.round(place), bins);
    if (edge === null) return;
    event.preventDefault();
    event.stopPropagation();
    onMove(moveThumb(stretch, which, edge, bins));
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      className={styles.thumb}
      data-thumb={which}
      style={{ left: `${(100 * place) / bins}%` }}
      aria-label={label}
      aria-valuemin={facet.edges[0]}
      aria-valuemax={facet.edges.at(-1)}
      aria-valuenow={value}
      aria-valuetext={formatBound(facet.field, value)}
      onKeyDown={onKeyDown}
      onKeyUp={onSettle}
      onBlur={onSettle}
    />
  );
}

function edgeAfterKey(event: KeyboardEvent, edge: number, bins: number): number | null {
  const step = event.shiftKey ? 5 : 1;
  switch (event.key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return edge - step;
    case 'ArrowRight':
    case 'ArrowUp':
      return edge + step;
    case 'PageDown':
      return edge - 5;
    case 'PageUp':
      return edge + 5;
    case 'Home':
      return 0;
    case 'End':
      return bins;
    default:
      return null;
  }
}
