import { useEffect } from 'react';
import type { DatasetId } from '../../shared/sample.ts';
import { imageUrl } from '../state/api.ts';
import { useTile } from '../state/tiles.ts';

export interface PreloadProps {
  readonly dataset: DatasetId;
  readonly id: number;
}

/** Fetches the picture of a neighbour of the sample shown, so that stepping to it shows it at once. */
export function Preload({ dataset, id }: PreloadProps) {
  const tile = useTile(id);
  const url = tile?.status === 'ok' ? imageUrl(dataset, tile) : null;
  useEffect(() => {
    if (url === null) return;
    const image = new Image();
    image.src = url;
    return () => {
      if (!image.complete) image.src = '';
    };
  }, [url]);
  return null;
}
