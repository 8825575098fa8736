import { useEffect, useRef } from 'react';
import type { DatasetId, SampleDetails, Tile } from '../../shared/sample.ts';
import { thumbUrl } from '../state/api.ts';
import styles from './Evidence.module.css';
import { edgeOverlay } from './edge-overlay.ts';
import type { EvidenceKind } from './evidence-kind.ts';
import { usePixels } from './use-pixels.ts';

/** The score of sharpness looks at pictures of this size. */
export const EDGES_AT_PX = 64;

export interface EvidenceLayerProps {
  readonly kind: EvidenceKind;
  readonly tile: Tile;
  readonly dataset: DatasetId;
  readonly details: SampleDetails | undefined;
}

/** Evidence drawn over the picture itself, zoomed with it. */
export function EvidenceLayer({ kind, tile, dataset, details }: EvidenceLayerProps) {
  if (kind === 'blurry') return <Edges url={thumbUrl(dataset, tile)} />;
  const intact = details?.intact ?? null;
  if (kind !== 'corrupt' || intact === null) return null;
  return <div className={styles.damaged} style={{ top: `${intact * 100}%` }} />;
}

function Edges({ url }: { readonly url: string | null }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pixels = usePixels(url, EDGES_AT_PX);
  useEffect(() => {
    const context = canvas.current?.getContext('2d') ?? null;
    if (context === null || pixels === null) return;
    const { width, height, data } = pixels;
    context.canvas.width = width;
    context.canvas.height = height;
    context.putImageData(new ImageData(edgeOverlay(data, width, height), width, height), 0, 0);
  }, [pixels]);
  return <canvas ref={canvas} className={styles.edges} aria-hidden />;
}
