import { useRef, useState } from 'react';
import type { DatasetId } from '../../shared/sample.ts';
import { useMapStore } from '../state/map-store.ts';
import { useUiStore } from '../state/ui-store.ts';
import { EmptyMessage } from '../ui/EmptyMessage.tsx';
import { formatCount } from '../ui/format.ts';
import { HoverCard } from './HoverCard.tsx';
import { LiveText } from './LiveText.tsx';
import { MapProgress } from './MapProgress.tsx';
import styles from './MapStage.module.css';
import { MapTools } from './MapTools.tsx';
import { Minimap } from './Minimap.tsx';
import type { Scene } from './scene.ts';
import { useScene } from './use-scene.ts';
import { ZoomHint } from './ZoomHint.tsx';

const LIVE_TEXT_ID = 'winnow-map-live';

export interface MapStageProps {
  readonly dataset: DatasetId;
  /** Told what draws the map. */
  readonly onScene: (scene: Scene | null) => void;
}

/** The map itself, with all that lies over it. */
export function MapStage({ dataset, onScene }: MapStageProps) {
  const [attempt, setAttempt] = useState(1);
  // Another canvas where the graphics driver took the first one's memory away.
  return <OpenStage key={attempt} dataset={dataset} onScene={onScene} onLost={() => setAttempt(attempt + 1)} />;
}

interface OpenStageProps extends MapStageProps {
  readonly onLost: () => void;
}

function OpenStage({ dataset, onScene, onLost }: OpenStageProps) {
  const root = useRef<HTMLDivElement>(null);
  const points = useRef<HTMLCanvasElement>(null);
  const surface = useRef<HTMLDivElement>(null);
  const overlay = useRef<HTMLCanvasElement>(null);
  const thumbs = useRef<HTMLDivElement>(null);
  const tool = useUiStore((state) => state.mapTool);
  const count = useMapStore((state) => state.points.ids.length);
  const { scene, problem } = useScene(dataset, { root, points, surface, overlay, thumbs }, onScene, onLost);
  if (problem !== null) {
    return (
      <div className={styles.stage}>
        <EmptyMessage
          title="The map needs WebGL"
          text={`${problem} Switch on hardware acceleration, or update the browser or the graphics driver. All else in Winnow works without it.`}
        />
      </div>
    );
  }
  return (
    <div ref={root} className={styles.stage}>
      <canvas ref={points} className={styles.canvas} aria-hidden />
      <div ref={thumbs} className={styles.thumbs} aria-hidden />
      {/* One thing that keys and pointers work: what lies in it is told by the text below. */}
      <div
        ref={surface}
        className={styles.surface}
        data-tool={tool}
        role="application"
        data-menu="samples"
        aria-roledescription="map"
        aria-label={count === 0 ? 'Map' : `Map of ${formatCount(count)} samples`}
        aria-describedby={LIVE_TEXT_ID}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application is worked with keys
        tabIndex={0}
      >
        <canvas ref={overlay} className={styles.canvas} aria-hidden />
      </div>
      {scene === null ? null : (
        <>
          <MapTools />
          <Minimap scene={scene} />
          <ZoomHint scene={scene} />
        </>
      )}
      <MapProgress />
      <HoverCard />
      <LiveText id={LIVE_TEXT_ID} scene={scene} />
    </div>
  );
}
