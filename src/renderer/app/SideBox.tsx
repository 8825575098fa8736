import type { ReactNode } from 'react';
import { useUiStore } from '../state/ui-store.ts';
import styles from './SideBox.module.css';

export interface SideBoxProps {
  readonly side: 'left' | 'right';
  /** Where its width is kept. */
  readonly setting: 'sidebarWidth' | 'detailsWidth';
  readonly children: ReactNode;
}

/** A panel at the side of the grid. Its width is dragged at the `PanelEdge` beside it. */
export function SideBox({ side, setting, children }: SideBoxProps) {
  const width = useUiStore((state) => state[setting]);
  return (
    <div className={styles.box} data-side={side} style={{ width }}>
      {children}
    </div>
  );
}
