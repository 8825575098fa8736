import type { BoxShape } from '../../shared/box-shape.ts';
import type { Size } from '../ui/zoom.ts';
import styles from './ShapeLayer.module.css';
import { maskPath, outlinePath } from './shape-paths.ts';

export interface ShapeLayerProps {
  readonly shapes: readonly BoxShape[];
  /** Of the picture, in the pixels that shapes are in. */
  readonly size: Size;
  readonly colorOf: (name: string) => string;
}

/** Outlines, masks and keypoints over a picture, in the colours of their classes. */
export function ShapeLayer({ shapes, size, colorOf }: ShapeLayerProps) {
  if (shapes.length === 0) return null;
  return (
    <svg
      className={styles.layer}
      viewBox={`0 0 ${size.width} ${size.height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      data-shapes={shapes.length}
    >
      {shapes.map(({ class: name, box, outlines, mask, keypoints }) => (
        <g key={box} style={{ color: colorOf(name) }}>
          {mask.length === 0 ? null : <path className={styles.mask} d={maskPath(mask)} shapeRendering="crispEdges" />}
          {outlines.length === 0 ? null : (
            <path
              className={styles.outline}
              d={outlines.map(outlinePath).join('')}
              fillRule="evenodd"
              vectorEffect="non-scaling-stroke"
            />
          )}
          {pointsOf(keypoints).map(({ key, x, y, isSeen }) => (
            // A line of no length with round ends: as large however near the picture is.
            <path
              key={key}
              className={styles.point}
              data-hidden={!isSeen || undefined}
              d={`M${x} ${y}h0`}
              vectorEffect="non-scaling-stroke"
            />
          ))}
        </g>
      ))}
    </svg>
  );
}

function pointsOf(keypoints: readonly number[]) {
  return Array.from({ length: keypoints.length / 3 }, (_, key) => ({
    key,
    x: keypoints[3 * key] ?? 0,
    y: keypoints[3 * key + 1] ?? 0,
    isSeen: keypoints[3 * key + 2] === 2,
  }));
}
