import { useEffect } from 'react';
import type { Column } from '../../shared/frame.ts';
import type { DatasetId } from '../../shared/sample.ts';
import { type FieldColumn, followColumns, useColumn } from '../state/map-column.ts';
import { type IdPlaces, placesOf } from '../state/map-points.ts';
import { useMapStore } from '../state/map-store.ts';
import { useUiStore } from '../state/ui-store.ts';
import { type Coloring, classColoring, scaleColoring } from './coloring.ts';
import { colorDataset, setColoring, useColoringStore } from './coloring-store.ts';

/** Keeps the colours in step with the field chosen and the samples on the map. */
export function useColoring(dataset: DatasetId): void {
  const field = useUiStore((state) => state.mapColorBy);
  const { column, error } = useColumn(field);
  const ids = useMapStore((state) => state.points.ids);
  useEffect(() => followColumns(dataset), [dataset]);
  useEffect(() => colorDataset(dataset), [dataset]);
  useEffect(() => {
    if (column !== undefined && ids.length > 0) setColoring(column.field, coloringOf(column, ids));
  }, [column, ids]);
  useEffect(() => {
    if (error !== null) useColoringStore.setState({ error: error.message });
  }, [error]);
}

/** A column, whose samples come in an order of their own, by the points of a map. */
function coloringOf({ answer: { header, columns } }: FieldColumn, ids: Uint32Array): Coloring {
  const { ids: sampleIds = new Uint32Array(0), values = new Uint32Array(0) } = columns;
  const places = placesOf(ids);
  if (header.kind === 'text') {
    const byPoint = new Uint32Array(ids.length);
    spread(sampleIds, values, places, byPoint);
    return classColoring(byPoint, header.names);
  }
  const byPoint = new Float32Array(ids.length).fill(Number.NaN);
  spread(sampleIds, values, places, byPoint);
  return scaleColoring(byPoint);
}

/** @param byPoint gets the value of each sample that is on the map */
function spread(sampleIds: Column, values: Column, places: IdPlaces, byPoint: Column): void {
  for (let at = 0; at < sampleIds.length; at++) {
    const place = places.of(sampleIds[at] ?? 0);
    if (place >= 0) byPoint[place] = values[at] ?? 0;
  }
}
