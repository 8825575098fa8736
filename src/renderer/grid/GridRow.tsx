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
  const first = row * layout.columns;
  const shown = ids.subarray(first, first + layout.columns);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid is no table
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, see Grid.tsx
    <div role="row" aria-rowindex={row + 1} className={styles.row} style={{ top, gap: GRID_GAP }}>
      {Array.from(shown, (id, column) => (
        <TileCell key={id} id={id} column={column} cell={layout.cell} isFast={isFast} />
      ))}
    </div>
  );
});
