import { useSelectionStore } from '../state/selection-store.ts';
import { useTile } from '../state/tiles.ts';
import { tileName } from '../ui/tile-looks.ts';
import styles from './Grid.module.css';
import { boxOf, type GridLayout } from './grid-layout.ts';
import { tileElementId } from './TileCell.tsx';

export interface SheetFocusProps {
  readonly id: number;
  /** Its place in the order shown. */
  readonly index: number;
  readonly layout: GridLayout;
  /** Of the first row that exists, in the virtual grid. */
  readonly rowsStart: number;
}

/** The one tile of a contact sheet that is an element: what has the focus, for screen readers and magnifiers. It is not seen. */
export function SheetFocus({ id, index, layout, rowsStart }: SheetFocusProps) {
  const tile = useTile(id);
  const isSelected = useSelectionStore(({ selection }) => selection.selected.has(id));
  const row = layout.rowOf(index);
  const { left, right, top, bottom } = boxOf(layout, index);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid is no table
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, see Grid.tsx
    <div role="row" aria-rowindex={row + 1} className={styles.sheetRow} style={{ top: top - rowsStart, left }}>
      {/* biome-ignore lint/a11y/useSemanticElements: a virtual grid is no table */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, see Grid.tsx */}
      <div
        role="gridcell"
        id={tileElementId(id)}
        style={{ width: right - left, height: bottom - top }}
        aria-colindex={index - layout.rowRange(row).first + 1}
        aria-selected={isSelected}
        aria-label={tile === null ? 'Loading' : tileName(tile)}
        data-focused
        data-sample={id}
      />
    </div>
  );
}
