import { VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useQueryStore } from '../state/query-store.ts';
import { useSelectionStore } from '../state/selection-store.ts';
import { useTile } from '../state/tiles.ts';
import { formatCount, formatNoun } from '../ui/format.ts';
import type { Scene } from './scene.ts';

/** A zoom is told when it has come to rest. */
const REST_MS = 400;

export interface LiveTextProps {
  readonly id: string;
  readonly scene: Scene | null;
}

/** What a screen reader says of the map: the sample in focus, how many are selected and in the query, how near it is. */
export function LiveText({ id, scene }: LiveTextProps) {
  const focus = useSelectionStore((state) => state.selection.focus);
  const selected = useSelectionStore((state) => state.selection.selected.size);
  const matching = useQueryStore((state) => state.ids.length);
  const tile = useTile(focus ?? 0);
  const zoom = useRestingZoom(scene);
  const facts = [
    tile === null ? null : [tile.path, tile.label, tile.split, ...tile.tags].filter((fact) => fact !== null).join(', '),
    selected === 0 ? null : `${formatCount(selected)} of ${formatNoun(matching, 'sample')} selected`,
    zoom === null ? null : `zoom ${zoom}`,
  ];
  return (
    <VisuallyHidden id={id} role="status">
      {facts.filter((fact) => fact !== null).join('. ')}
    </VisuallyHidden>
  );
}

function useRestingZoom(scene: Scene | null): string | null {
  const [zoom, setZoom] = useState<string | null>(null);
  useEffect(() => {
    if (scene === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = scene.onView(() => {
      clearTimeout(timer);
      timer = setTimeout(() => setZoom(`${scene.viewport.zoom.toFixed(1)} times`), REST_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [scene]);
  return zoom;
}
