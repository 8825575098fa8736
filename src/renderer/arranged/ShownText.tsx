import { useArrangedStore } from '../state/arranged-store.ts';
import { useTile } from '../state/tiles.ts';
import { formatCount } from '../ui/format.ts';
import { fileName } from '../ui/tile-looks.ts';
import { useHoverStore } from './hover-store.ts';
import styles from './ShownText.module.css';
import type { Scene } from './scene.ts';
import { countAt, levelText, standsForText } from './shown-block.ts';
import { useLevel } from './use-level.ts';

/** At the lower edge: the picture under the pointer, or how far the grid is zoomed. */
export function ShownText({ scene }: { readonly scene: Scene }) {
  const id = useHoverStore((state) => state.id);
  const tile = useTile(id ?? 0);
  const grid = useArrangedStore((state) => state.grid);
  const level = useLevel(scene);
  if (grid === null) return null;
  const standsFor = standsForText(countAt(grid, level, id));
  return (
    <div className={styles.shown} aria-hidden>
      {id === null || tile === null ? (
        <>
          {levelText(level)}
          {grid.leftOut === 0 ? null : <span> · {formatCount(grid.leftOut)} without an embedding left out</span>}
        </>
      ) : (
        <>
          {tile.label === null ? null : <b>{tile.label} </b>}
          {fileName(tile.path)}
          {standsFor === null ? null : <span> · {standsFor}: a click selects them all</span>}
        </>
      )}
    </div>
  );
}
