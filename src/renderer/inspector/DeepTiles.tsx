import { useEffect, useMemo, useRef } from 'react';
import { isHuge, levelsOf, RENDER_SIDE, SCREEN_SIDE } from '../../shared/deep-zoom.ts';
import type { DatasetId, Tile } from '../../shared/sample.ts';
import { deepTileUrl, unpackedUrl } from '../state/api.ts';
import { asWinnowError, isAborted, request } from '../state/http.ts';
import { useUnpacking } from '../state/unpacking.ts';
import type { Zoomable } from '../ui/zoomable.ts';
import styles from './DeepTiles.module.css';
import { DeepMosaic } from './deep-mosaic.ts';
import { type DeepState, NOT_DEEP } from './deep-state.ts';
import { deepTilesInView, isTileInView } from './deep-tiles-in-view.ts';

/** A picture that is looked at for so long is not just stepped over: it may well be enlarged next. */
const UNPACK_AFTER_MS = 150;

export interface DeepTilesProps {
  readonly tile: Tile;
  readonly dataset: DatasetId;
  readonly format: string | null;
  readonly size: { readonly width: number; readonly height: number };
  readonly zoomable: Zoomable;
  readonly onState: (state: DeepState) => void;
}

/** The parts of a large picture in view, as sharp as the screen, over a smaller rendering of it. */
export function DeepTiles({ tile, dataset, format, size: { width, height }, zoomable, onState }: DeepTilesProps) {
  const frame = useRef<HTMLDivElement>(null);
  const levels = useMemo(() => levelsOf({ width, height }), [width, height]);
  const { id, thumb } = tile;
  useEffect(() => {
    if (frame.current === null) return;
    const stop = new AbortController();
    const say = (state: DeepState): void => {
      if (!stop.signal.aborted) onState(state);
    };
    useUnpacking.setState({ isUnpacking: true });
    const mosaic = new DeepMosaic({
      frame: frame.current,
      levels,
      urlOf: (place) => deepTileUrl(dataset, { id, thumb }, place),
      onBusy: (isBusy) => say({ isBusy, failure: null }),
      onFailed: (url) => void whyNot(url, stop.signal).then((failure) => say({ isBusy: false, failure })),
    });
    const under = isHuge({ width, height }, format) ? SCREEN_SIDE : RENDER_SIDE;
    const underScale = under / Math.max(width, height);
    // Why it fails, if it does, is asked by who enlarges it.
    const unpack = (): void =>
      void request(unpackedUrl(dataset, { id }), { signal: stop.signal })
        .catch(() => undefined)
        .then(() => {
          if (!stop.signal.aborted) useUnpacking.setState({ isUnpacking: false });
        });
    const unpacking = setTimeout(unpack, UNPACK_AFTER_MS);
    let pending = 0;
    const unfollow = zoomable.follow((zoom, picture, view) => {
      // Of the picture before, until this one is shown.
      if (picture.width !== width || picture.height !== height) return;
      cancelAnimationFrame(pending);
      pending = requestAnimationFrame(() => {
        const deepView = { zoom, view, levels, pixelRatio: devicePixelRatio, underScale };
        mosaic.show(deepTilesInView(deepView), (place) => isTileInView(place, deepView));
      });
    });
    return () => {
      stop.abort();
      clearTimeout(unpacking);
      unfollow();
      cancelAnimationFrame(pending);
      mosaic.end();
      useUnpacking.setState({ isUnpacking: false });
      onState(NOT_DEEP);
    };
  }, [dataset, id, thumb, format, width, height, levels, zoomable, onState]);
  return <div ref={frame} className={styles.frame} aria-hidden />;
}

/** An image says only that it did not come; the engine says why. */
async function whyNot(url: string, signal: AbortSignal): Promise<string | null> {
  try {
    await (await request(url, { signal })).body?.cancel();
    return 'The browser could not show a part of the picture.';
  } catch (error) {
    return isAborted(error) ? null : asWinnowError(error).message;
  }
}
