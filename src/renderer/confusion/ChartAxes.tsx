import styles from './ChartAxes.module.css';
import { CHART, chartX, chartY } from './chart-frame.ts';

const TICKS = [0, 0.5, 1] as const;

/** Axes of two shares. */
export function ChartAxes({ across, up }: { readonly across: string; readonly up: string }) {
  const middle = CHART.top + (CHART.height - CHART.top - CHART.bottom) / 2;
  return (
    <g className={styles.axes}>
      {TICKS.map((tick) => (
        <g key={tick}>
          <line x1={chartX(0)} x2={chartX(1)} y1={chartY(tick)} y2={chartY(tick)} />
          <text x={CHART.left - 4} y={chartY(tick)} textAnchor="end" dominantBaseline="middle">
            {tick}
          </text>
          <text x={chartX(tick)} y={chartY(0) + 11} textAnchor="middle">
            {tick}
          </text>
        </g>
      ))}
      <text x={chartX(0.5)} y={CHART.height - 4} textAnchor="middle">
        {across}
      </text>
      <text x={9} y={middle} textAnchor="middle" transform={`rotate(-90 9 ${middle})`}>
        {up}
      </text>
    </g>
  );
}
