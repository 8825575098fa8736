import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { OBJECT_KINDS } from '../../shared/object.ts';
import type { BoxKey } from '../state/boxes.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import type { Objects } from '../state/object-columns.ts';
import { openAtBox, useObjectsStore } from '../state/objects.ts';
import { tiles } from '../state/tiles.ts';
import { usePictureColor } from '../ui/class-color.ts';
import { formatNoun } from '../ui/format.ts';
import { useElementSize } from '../ui/use-element-size.ts';
import styles from './ObjectsView.module.css';
import { ObjectTile } from './ObjectTile.tsx';
import { boxPlaceAt } from './object-box.ts';
import { layOutObjects, linesInView, objectMoved, topOf } from './object-layout.ts';
import type { OrderedObjects } from './object-order.ts';

const HEADER_PX = 32;
const GAP_PX = 8;
const PADDING_PX = 12;
/** Rendered above and below what is in view, px. */
const AHEAD_PX = 240;
const NO_CLASSES: readonly string[] = [];

export interface ObjectsGridProps {
  readonly objects: Objects;
  readonly ordered: OrderedObjects;
}

/** Tiles of boxes; only those near the view exist. Arrows go from one to the next. */
export function ObjectsGrid({ objects, ordered: { order, groups } }: ObjectsGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(scroller);
  const [scrollTop, setScrollTop] = useState(0);
  const [focus, setFocus] = useState(0);
  const tileSide = useObjectsStore((state) => state.tileSide);
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const colorOf = usePictureColor(useDatasetStore((state) => state.dataset?.classes ?? NO_CLASSES));
  const grid = useMemo(
    () => ({
      width: Math.max(1, width - 2 * PADDING_PX + GAP_PX),
      tile: tileSide + GAP_PX,
      header: groups[0]?.class == null ? 0 : HEADER_PX,
    }),
    [width, tileSide, groups],
  );
  const layout = useMemo(() => layOutObjects(groups, grid), [groups, grid]);
  // Another choice begins at its top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the order is what changes
  useEffect(() => {
    setFocus(0);
    scroller.current?.scrollTo({ top: 0 });
  }, [order]);

  const lines = linesInView(groups, layout, grid, scrollTop - PADDING_PX - AHEAD_PX, scrollTop - PADDING_PX + height + AHEAD_PX);
  const places = lines.flatMap((line) =>
    line.kind === 'tiles' ? Array.from({ length: line.end - line.start }, (_, at) => line.start + at) : [],
  );
  const samples = [...new Set(places.map((place) => objects.columns.samples[order[place] as number] as number))];
  const wanted = samples.join();
  useEffect(() => {
    tiles.want(wanted === '' ? [] : wanted.split(',').map(Number), 'objects');
  }, [wanted]);
  useEffect(() => () => tiles.want([], 'objects'), []);

  const moveTo = (place: number): void => {
    setFocus(place);
    const view = scroller.current;
    if (view === null) return;
    const top = PADDING_PX + topOf(place, groups, layout, grid);
    if (top - grid.header < view.scrollTop) view.scrollTop = top - grid.header - GAP_PX;
    else if (top + grid.tile > view.scrollTop + view.clientHeight) view.scrollTop = top + grid.tile - view.clientHeight;
    // The tile is there once the view has followed.
    requestAnimationFrame(() => requestAnimationFrame(() => view.querySelector<HTMLElement>('[tabindex="0"]')?.focus()));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!/^(?:Arrow|Home$|End$)/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    moveTo(objectMoved(focus, event.key, groups, layout, order.length));
  };

  return (
    <section
      ref={scroller}
      className={styles.scroller}
      onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
      onKeyDown={onKeyDown}
      aria-label={formatNoun(order.length, 'box')}
    >
      <div className={styles.canvas} style={{ height: layout.height + 2 * PADDING_PX }}>
        {lines.map((line) =>
          line.kind === 'header' ? (
            <h3 key={`class ${line.group.class}`} className={styles.group} style={{ top: PADDING_PX + line.top }}>
              {objects.classes[line.group.class ?? -1] ?? 'Unknown class'}
              <span className={styles.groupCount}>{formatNoun(line.group.count, 'box')}</span>
            </h3>
          ) : (
            Array.from({ length: line.end - line.start }, (_, column) => {
              const place = line.start + column;
              const box = order[place] as number;
              const key = boxKeyOf(objects, box);
              return (
                <ObjectTile
                  key={`${key.sample} ${key.kind} ${key.place}`}
                  objects={objects}
                  box={box}
                  dataset={dataset}
                  color={colorOf(objects.classes[objects.columns.classes[box] as number] ?? '')}
                  side={tileSide}
                  left={PADDING_PX + column * grid.tile}
                  top={PADDING_PX + line.top}
                  isFocus={place === focus}
                  onFocus={() => setFocus(place)}
                  onOpen={() => openAtBox(key, boxPlaceAt(objects.columns, box))}
                />
              );
            })
          ),
        )}
      </div>
    </section>
  );
}

function boxKeyOf({ columns: { samples, kinds, ordinals } }: Objects, box: number): BoxKey {
  return {
    sample: samples[box] as number,
    kind: OBJECT_KINDS[kinds[box] as number] ?? 'given',
    place: ordinals[box] as number,
  };
}
