import { useEffect, useState } from 'react';
import type { DatasetId, Tile } from '../../shared/sample.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { pictureUrl } from '../state/picture-url.ts';
import { isQuarter, type Turn, turnMatrix } from '../state/turn.ts';
import { comparedSize, type PictureSize } from './compared-size.ts';
import { type PixelDifference, pixelDifference } from './pixel-difference.ts';

type Shown = Tile & { readonly format: string | null };

export interface ComparedPixels {
  readonly size: PictureSize;
  /** Null: one of the two cannot be loaded. */
  readonly difference: PixelDifference | null;
}

/** What differs between two pictures, the right one turned to match; null until it is known, or while it is not asked for. */
export function usePixelDifference(left: Shown, right: Shown, turn: Turn, isAsked: boolean): ComparedPixels | null {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const [found, setFound] = useState<(ComparedPixels & { readonly key: string }) | null>(null);
  const key = `${left.id} ${left.thumb} ${right.id} ${right.thumb} ${turn}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says which pictures
  useEffect(() => {
    if (!isAsked || dataset === null || found?.key === key) return;
    let isGone = false;
    void compare(dataset, left, right, turn).then((compared) => isGone || setFound({ ...compared, key }));
    return () => {
      isGone = true;
    };
  }, [dataset, key, isAsked]);
  return isAsked && found?.key === key ? found : null;
}

async function compare(dataset: DatasetId, left: Shown, right: Shown, turn: Turn): Promise<ComparedPixels> {
  const size = comparedSize(left, right, turn);
  try {
    const [a, b] = await Promise.all([
      pixelsOf(pictureUrl(dataset, left, left.format), 0, size),
      pixelsOf(pictureUrl(dataset, right, right.format), turn, size),
    ]);
    return { size, difference: pixelDifference(a, b) };
  } catch (error) {
    // A picture that a browser cannot decode; anything else is a fault of this code.
    if (error instanceof DOMException) return { size, difference: null };
    throw error;
  }
}

/** A picture's pixels, turned and scaled. @returns RGBA @throws {DOMException} where it cannot be decoded */
async function pixelsOf(url: string, turn: Turn, { width, height }: PictureSize): Promise<Uint8ClampedArray> {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new DOMException('No canvas.', 'NotSupportedError');
  const { a, b, c, d } = turnMatrix(turn);
  const [wide, high] = isQuarter(turn) ? [height, width] : [width, height];
  context.imageSmoothingQuality = 'high';
  context.setTransform(a, b, c, d, width / 2, height / 2);
  context.drawImage(image, -wide / 2, -high / 2, wide, high);
  return context.getImageData(0, 0, width, height).data;
}
