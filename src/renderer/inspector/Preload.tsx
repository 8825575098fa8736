import { useEffect } from 'react';
import type { DatasetId } from '../../shared/sample.ts';
import { pictureUrl } from '../state/picture-url.ts';
import { useTile } from '../state/tiles.ts';
import { useUnpacking } from '../state/unpacking.ts';

export interface PreloadProps {
  readonly dataset: DatasetId;
  readonly id: number;
}

/** Fetches the picture of a neighbour of the sample shown, so that stepping to it shows it at once. */
export function Preload({ dataset, id }: PreloadProps) {
  const tile = useTile(id);
  const isHeld = useUnpacking((state) => state.isUnpacking);
  const url = tile?.status === 'ok' && !isHeld ? pictureUrl(dataset, tile, null) : null;
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
