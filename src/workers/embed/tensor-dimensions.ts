import type { TensorInfo } from '../../shared/embedding.ts';

/** Numbers a picture where the shape tells: of one row, or of one value a channel. */
export function dimensionsOf({ shape }: TensorInfo): number | null {
  const [, ...sizes] = shape;
  const known = sizes.filter((size) => typeof size === 'number' && size > 0);
  if (sizes.length === 0 || known.length < sizes.length) return null;
  const large = known.filter((size) => Number(size) > 1);
  return large.length === 1 ? Number(large[0]) : null;
}
