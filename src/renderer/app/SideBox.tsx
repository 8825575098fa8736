import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import { useUiStore } from '../state/ui-store.ts';
import styles from './SideBox.module.css';

export interface SideBoxProps {
  readonly side: 'left' | 'right';
  /** Where its width is kept. */
  readonly setting: 'sidebarWidth' | 'detailsWidth';
  readonly limits: { readonly min: number; readonly max: number; readonly default: number };
  readonly children: ReactNode;
}

const KEY_STEP_PX = 16;

/** A panel at the side of the grid whose inner edge is dragged, or moved with the arrow keys; double click: as it was. */
export function SideBox({ side, setting, limits, children }: SideBoxProps) {
  const width = useUiStore((state) => state[setting]);
  const change = useUiStore((state) => state.change);
  const onResize = (wanted: number): void => change({ [setting]: wanted });
  const from = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const sign = side === 'left' ? 1 : -1;
  return (
    <div className={styles.box} data-side={side} style={{ width }}>
      {children}
      {/* biome-ignore lint/a11y/useSemanticElements: hr has no value */}
      <div
        className={styles.edge}
        role="separator"
        aria-orientation="vertical"
        aria-label={side === 'left' ? 'Width of the sidebar' : 'Width of the details'}
        aria-valuenow={Math.round(width)}
        aria-valuemin={limits.min}
        aria-valuemax={limits.max}
        tabIndex={0}
        onPointerDown={(event: PointerEvent<HTMLElement>) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          from.current = { x: event.clientX, width };
        }}
        onPointerMove={(event: PointerEvent<HTMLElement>) => {
          if (from.current !== null) onResize(from.current.width + sign * (event.clientX - from.current.x));
        }}
        onLostPointerCapture={() => {
          from.current = null;
        }}
        onDoubleClick={() => onResize(limits.default)}
        onKeyDown={(event: KeyboardEvent) => {
          const step = event.key === 'ArrowRight' ? KEY_STEP_PX : event.key === 'ArrowLeft' ? -KEY_STEP_PX : 0;
          if (step !== 0) onResize(width + sign * step);
        }}
      />
    </div>
  );
}
