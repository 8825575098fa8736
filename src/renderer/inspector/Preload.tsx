import { useQueries } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { DatasetId } from '../../shared/sample.ts';
import { imageUrl } from '../state/api.ts';
import { sampleQuery } from '../state/details.ts';

export interface PreloadProps {
  readonly dataset: DatasetId;
  /** Neighbours, the likeliest next one first; undefined: there is none. */
  readonly ids: readonly (number | undefined)[];
}

/** Fetches and decodes the neighbours of the sample shown, so that stepping to one shows it at once. */
export function Preload({ dataset, ids }: PreloadProps) {
  const neighbours = useQueries({ queries: ids.filter((id) => id !== undefined).map((id) => sampleQuery(dataset, id)) });
  const urls = neighbours.flatMap(({ data }) => (data?.status === 'ok' ? [imageUrl(dataset, data)] : []));
  const wanted = urls.join('\n');
  useEffect(() => {
    const images = wanted
      .split('\n')
      .filter((url) => url !== '')
      .map(preloaded);
    return () => {
      for (const image of images) if (!image.complete) image.src = '';
    };
  }, [wanted]);
  return null;
}

function preloaded(url: string): HTMLImageElement {
  const image = new Image();
  image.src = url;
  return image;
}
