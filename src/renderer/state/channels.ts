import { skipToken, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { create } from 'zustand';
import type { PictureHistogram } from '../../shared/picture-histogram.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';

/** What of a picture the large view shows: all of it, or one channel as grey. */
export const CHANNELS = ['all', 'red', 'green', 'blue', 'alpha', 'luminance'] as const;
export type Channel = (typeof CHANNELS)[number];

export interface ChannelState {
  readonly channel: Channel;
  readonly isHistogramOpen: boolean;
  readonly isLogarithmic: boolean;
}

/** How pixels are looked at in the large view; not remembered beyond this window. */
export const useChannelStore = create<ChannelState>()(() => ({ channel: 'all', isHistogramOpen: false, isLogarithmic: false }));

/** Opens the histogram, or closes it; then the picture is shown as it is again. */
export function toggleHistogram(): void {
  useChannelStore.setState(({ isHistogramOpen }) =>
    isHistogramOpen ? { isHistogramOpen: false, channel: 'all' } : { isHistogramOpen: true },
  );
}

/** Shows the next channel, and the histogram that says which one it is. */
export function showNextChannel(): void {
  useChannelStore.setState(({ channel }) => ({
    isHistogramOpen: true,
    channel: CHANNELS[(CHANNELS.indexOf(channel) + 1) % CHANNELS.length] ?? 'all',
  }));
}

/** How the pixels of a sample spread over their values. @param id null: of none @param version of the picture */
export function usePictureHistogram(id: number | null, version: string | null): UseQueryResult<PictureHistogram> {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  return useQuery({
    // Decisions and labels change nothing about pixels.
    queryKey: ['picture-histogram', dataset, id, version],
    queryFn: dataset === null || id === null ? skipToken : ({ signal }) => api.pictureHistogram(dataset, id, signal),
    gcTime: 60_000,
  });
}
