import { type PointerEvent, useRef } from 'react';
import { DETAILS_WIDTHS, LEGEND_WIDTHS, SIDEBAR_WIDTHS, useUiStore } from '../state/ui-store.ts';
import styles from './PanelEdge.module.css';

const KEY_STEP_PX = 16;

const EDGES = {
  sidebarWidth: { side: 'left', limits: SIDEBAR_WIDTHS, label: 'Width of the sidebar', sign: 1 },
  detailsWidth: { side: 'right', limits: DETAILS_WIDTHS, label: 'Width of the details', sign: -1 },
  legendWidth: { side: 'right', limits: LEGEND_WIDTHS, label: 'Width of the legend', sign: -1 },
} as const;

/**
 * An edge of what lies between two panels, where the width of one is set: dragged, moved with the arrow keys; double click:
 * as it was at first.
 * @param setting whose width
 */
export function PanelEdge({ setting }: { readonly setting: keyof typeof EDGES }) {
  const { side, limits, label, sign } = EDGES[setting];
  const width = useUiStore((state) => state[setting]);
  const change = useUiStore((state) => state.change);
  const from = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const resize = (wanted: number): void => change({ [setting]: wanted });
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr has no value
    <div
      className={styles.edge}
      data-side={side}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={Math.round(width)}
      aria-valuemin={limits.min}
      aria-valuemax={limits.max}
      tabIndex={0}
      onPointerDown={(event: PointerEvent<HTMLElement>) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, width };
      }}
      onPointerMove={(event) => {
        if (from.current !== null) resize(from.current.width + sign * (event.clientX - from.current.x));
      }}
      onLostPointerCapture={() => {
        from.current = null;
      }}
      onDoubleClick={() => resize(limits.default)}
      onKeyDown={({ key }) => {
        const step = key === 'ArrowRight' ? KEY_STEP_PX : key === 'ArrowLeft' ? -KEY_STEP_PX : 0;
        if (step !== 0) resize(width + sign * step);
      }}
    />
  );
}
