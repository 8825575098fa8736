import { type PointerEvent, useEffect, useRef } from 'react';
import { usePageScheme } from '../ui/use-page-scheme.ts';
import { fitCamera, toMap, toView } from './camera.ts';
import { densityPicture } from './density-picture.ts';
import styles from './Minimap.module.css';
import { readMapColors } from './map-colors.ts';
import type { MapData } from './map-data.ts';
import type { Scene } from './scene.ts';

/** CSS pixels. */
const SIZE = { width: 148, height: 108 } as const;
/** Zoom from which on it is of use. */
const IDLE_BELOW = 1.15;

/** All of the map, small, with what is seen of it; dragging it moves the view. Keys pan without it. */
export function Minimap({ scene }: { readonly scene: Scene }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const root = useRef<HTMLDivElement>(null);
  const scheme = usePageScheme();
  useEffect(() => {
    // Other colours in another scheme.
    void scheme;
    let drawn: { readonly data: MapData; readonly revision: number } | null = null;
    const show = (): void => {
      const { data } = scene;
      if (data !== drawn?.data || data.revision !== drawn.revision) drawPoints(canvas.current, data);
      drawn = { data, revision: data.revision };
      placeFrame(frame.current, scene);
      // Where all is seen it would only cover a corner of it.
      root.current?.toggleAttribute('data-idle', scene.viewport.zoom < IDLE_BELOW);
    };
    show();
    return scene.onView(show);
  }, [scene, scheme]);
  const go = (event: PointerEvent<HTMLElement>): void => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    scene.viewport.centreOn(...toMap(fitCamera(scene.data.bounds, SIZE), SIZE, event.clientX - left, event.clientY - top));
  };
  return (
    <div
      ref={root}
      className={styles.minimap}
      style={SIZE}
      aria-hidden
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) go(event);
      }}
    >
      <canvas ref={canvas} className={styles.points} />
      <div ref={frame} className={styles.seen} />
    </div>
  );
}

function drawPoints(canvas: HTMLCanvasElement | null, data: MapData): void {
  const context = canvas?.getContext('2d');
  if (canvas === null || context === null || context === undefined) return;
  const [width, height] = [Math.round(SIZE.width * devicePixelRatio), Math.round(SIZE.height * devicePixelRatio)];
  const camera = fitCamera(data.bounds, SIZE);
  const [left, top] = toMap(camera, SIZE, 0, 0);
  const [right, bottom] = toMap(camera, SIZE, SIZE.width, SIZE.height);
  const { textRgb } = readMapColors(document.documentElement);
  [canvas.width, canvas.height] = [width, height];
  const pixels = densityPicture(data, [left, bottom, right, top], width, height, textRgb);
  context.putImageData(new ImageData(pixels, width, height), 0, 0);
}

function placeFrame(frame: HTMLElement | null, scene: Scene): void {
  if (frame === null) return;
  const camera = fitCamera(scene.data.bounds, SIZE);
  const [left, bottom, right, top] = scene.viewport.seen;
  const [x1, y1] = toView(camera, SIZE, left, top);
  const [x2, y2] = toView(camera, SIZE, right, bottom);
  frame.style.transform = `translate(${x1}px, ${y1}px)`;
  frame.style.width = `${Math.max(4, x2 - x1)}px`;
  frame.style.height = `${Math.max(4, y2 - y1)}px`;
}
