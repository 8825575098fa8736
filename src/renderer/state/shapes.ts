import { skipToken, useQuery } from '@tanstack/react-query';
import type { BoxShape } from '../../shared/box-shape.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { datasetKey } from './query-client.ts';
import { useUiStore } from './ui-store.ts';

const NONE: readonly BoxShape[] = [];

/** Outlines, masks and keypoints of a sample's given boxes; none while boxes are hidden. */
export function useShapes(id: number): readonly BoxShape[] {
  const areShown = useUiStore((state) => state.areBoxesShown);
  const dataset = useDatasetStore((state) => (state.dataset?.hasBoxes === true ? state.dataset.id : null));
  const { data } = useQuery({
    queryKey: dataset === null ? ['no dataset'] : datasetKey(dataset, 'shapes', id),
    queryFn: dataset === null || !areShown ? skipToken : ({ signal }) => api.sampleShapes(dataset, id, signal),
    gcTime: 60_000,
  });
  return areShown ? (data ?? NONE) : NONE;
}
