import { memo } from 'react';
import styles from './GroupHeader.module.css';
import { GroupHeader, type GroupHeaderProps } from './GroupHeader.tsx';

export interface GroupHeaderRowProps extends GroupHeaderProps {
  readonly row: number;
  /** Pixels below the first row that exists. */
  readonly top: number;
  readonly columns: number;
}

/** The header of a group as a row of the grid. */
export const GroupHeaderRow = memo(function GroupHeaderRow({ row, top, columns, ...header }: GroupHeaderRowProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid is no table
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, see Grid.tsx
    <div role="row" aria-rowindex={row + 1} className={styles.line} style={{ top }}>
      {/* biome-ignore lint/a11y/useSemanticElements: a virtual grid is no table */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, see Grid.tsx */}
      <div role="gridcell" aria-colindex={1} aria-colspan={columns}>
        <GroupHeader {...header} />
      </div>
    </div>
  );
});
