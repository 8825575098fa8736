import { memo } from 'react';
import styles from './Grid.module.css';
import { GRID_GAP, type GridLayout } from './grid-layout.ts';
import { TileCell } from './TileCell.tsx';

export interface GridRowProps {
  readonly row: number;
  /** Pixels below the first row that exists. */
  readonly top: number;
  readonly layout: GridLayout;
  readonly ids: Uint32Array;
  readonly isFast: boolean;
}

/** One row of tiles. */
export const GridRow = memo(function GridRow({ row, top, layout, ids, isFast }: GridRowProps) {
  const { first, end } = layout.rowRange(row);
  const cell = layout.rowHeight(row) - layout.captionHeight;
  // Kept: the next call of `edges` writes over them.
  const edges = layout.edges(row).slice();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid is no table
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, see Grid.tsx
    <div role="row" aria-rowindex={row + 1} className={styles.row} style={{ top, gap: GRID_GAP }}>
      {Array.from(ids.subarray(first, end), (id, column) => (
        <TileCell
          key={id}
          id={id}
          column={column}
          cell={cell}
          width={(edges[2 * column + 1] ?? 0) - (edges[2 * column] ?? 0)}
          isFast={isFast}
        />
      ))}
    </div>
  );
});
