import { create } from 'zustand';
import type { MapInfo, MapLabel } from '../../shared/embedding.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { Column } from '../../shared/frame.ts';
import type { DatasetId } from '../../shared/sample.ts';
import { api } from './api.ts';
import { asWinnowError, isAborted } from './http.ts';
import { isRunning, useJobsStore } from './jobs-store.ts';
import { type MapPoints, mapIdentity, NO_POINTS } from './map-points.ts';
import { useMessagesStore } from './messages-store.ts';

/** A lost engine is asked again after this. */
const RETRY_MS = 1000;
/** Naming the clusters of a large map keeps a core busy for seconds: its points come to the screen first. */
const NAMED_LATER = { from: 200_000, ms: 2000 } as const;

export interface MapState {
  readonly points: MapPoints;
  /** The stored map was asked for and is here, or there is none. */
  readonly isLoaded: boolean;
  /** How far the layout is that runs; null: none does. */
  readonly running: { readonly epoch: number; readonly epochs: number } | null;
  readonly labels: readonly MapLabel[];
  readonly error: WinnowError | null;
}

const NOTHING: MapState = { points: NO_POINTS, isLoaded: false, running: null, labels: [], error: null };

/** The map of the active model. Its arrays are drawn outside of React. */
export const useMapStore = create<MapState>()(() => NOTHING);

let shownDataset: DatasetId | null = null;

/** What another map, or the same with other points, has another one of. */
export function mapVersion(modelId: number | null, map: MapInfo | null): string {
  return JSON.stringify([modelId, map?.madeMs, map?.placed, map?.points]);
}

/** Fetches the stored map, unless one of the dataset is here already. */
export async function openMap(dataset: DatasetId, signal: AbortSignal): Promise<void> {
  if (dataset === shownDataset && useMapStore.getState().isLoaded) return;
  if (dataset !== shownDataset) useMapStore.setState(NOTHING);
  shownDataset = dataset;
  await loadMap(dataset, signal);
}

/** Fetches the stored map again where another version is here than there should be; while it is fetched, that is on its way. */
export async function refreshMap(dataset: DatasetId, version: string, signal: AbortSignal): Promise<void> {
  const { points, isLoaded } = useMapStore.getState();
  if (isLoaded && version !== mapVersion(points.modelId, points.map)) await loadMap(dataset, signal);
}

/** What was shown before stays until the stored map is here. */
async function loadMap(dataset: DatasetId, signal: AbortSignal): Promise<void> {
  try {
    const { header, columns } = await api.map(dataset, signal);
    if (useMapStore.getState().running === null) showPoints({ ...header, ...pointsOf(columns) });
    if (header.map === null) return;
  } catch (error) {
    if (!isAborted(error)) useMapStore.setState({ error: asWinnowError(error), isLoaded: true });
    return;
  }
  await loadLabels(dataset, signal);
}

/** A map without names is still a map. */
async function loadLabels(dataset: DatasetId, signal: AbortSignal): Promise<void> {
  try {
    if (useMapStore.getState().points.ids.length >= NAMED_LATER.from) await pause(NAMED_LATER.ms);
    useMapStore.setState({ labels: await api.mapLabels(dataset, signal) });
  } catch (error) {
    const why = `The names of the clusters could not be read: ${asWinnowError(error).message}`;
    if (!isAborted(error)) useMessagesStore.getState().say(why, { tone: 'error' });
  }
}

/** Names of one map say nothing of another. */
export function showPoints(points: MapPoints): void {
  useMapStore.setState(({ points: before, labels }) => ({
    points,
    labels: mapIdentity(points) === mapIdentity(before) ? labels : [],
    isLoaded: true,
    error: null,
  }));
}

/** Shows layouts of a dataset's map as they run. @returns stops it */
export function followLayouts(dataset: DatasetId): () => void {
  const stopping = new AbortController();
  let following: AbortController | null = null;
  const look = (): void => {
    const isRunning = hasLayout(dataset);
    // The engine may take its time to answer when there is nothing new any more.
    if (!isRunning) following?.abort();
    if (following !== null || !isRunning) return;
    following = new AbortController();
    void followLayout(dataset, AbortSignal.any([stopping.signal, following.signal])).then(() => {
      following = null;
      useMapStore.setState({ running: null });
      if (!stopping.signal.aborted) void loadMap(dataset, stopping.signal);
    });
  };
  const stop = useJobsStore.subscribe(look);
  look();
  return () => {
    stop();
    stopping.abort();
  };
}

function hasLayout(dataset: DatasetId): boolean {
  return useJobsStore.getState().jobs.some((job) => job.kind === 'map' && job.datasetId === dataset && isRunning(job));
}

/** State after state, until it is called off; a lost engine is waited for. Never rejects. */
async function followLayout(dataset: DatasetId, signal: AbortSignal): Promise<void> {
  let version = -1;
  while (!signal.aborted) {
    try {
      const { header, columns } = await api.liveMap(dataset, version, signal);
      version = header.version;
      const { ids } = columns;
      // Names of the stored map are not those of the one that takes its place.
      if (ids !== undefined && ids.length > 0) showPoints({ ...header, ...pointsOf(columns) });
      useMapStore.setState({ running: { epoch: header.epoch, epochs: header.epochs }, labels: [], error: null });
    } catch (error) {
      if (!isAborted(error)) await pause(RETRY_MS);
    }
  }
}

/** The list of samples is the one before where it says the same. @throws {WinnowError} where a column is missing */
function pointsOf({ ids, x, y }: Readonly<Record<string, Column>>): Pick<MapPoints, 'ids' | 'x' | 'y'> {
  if (!(ids instanceof Uint32Array && x instanceof Float32Array && y instanceof Float32Array)) {
    throw new WinnowError('internal', 'A map’s answer has no columns "ids" of Uint32Array, "x" and "y" of Float32Array.');
  }
  const { ids: before } = useMapStore.getState().points;
  const isSame = before.length === ids.length && ids.every((id, place) => id === before[place]);
  return { ids: isSame ? before : ids, x, y };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
