import { useEffect, useRef, useState } from 'react';
import type { DatasetId } from '../../shared/sample.ts';
import { useSampleDetails } from '../state/details.ts';
import { onLoupeCommand } from '../state/loupe-commands.ts';
import { useBoxToShow } from '../state/objects.ts';
import { useTile } from '../state/tiles.ts';
import { WhatIsWrong } from '../ui/WhatIsWrong.tsx';
import { Zoomable } from '../ui/zoomable.ts';
import { DeepNote } from './DeepNote.tsx';
import { type DeepState, NOT_DEEP } from './deep-state.ts';
import { EvidenceLayer } from './EvidenceLayer.tsx';
import { EvidenceNote } from './EvidenceNote.tsx';
import { HistogramPanel } from './HistogramPanel.tsx';
import styles from './Loupe.module.css';
import { PictureBoxes } from './PictureBoxes.tsx';
import { PicturePixels } from './PicturePixels.tsx';
import { useEvidence } from './use-evidence.ts';

export interface LargePictureProps {
  readonly id: number;
  readonly dataset: DatasetId;
  readonly onPercent: (percent: number | null) => void;
}

/** The picture of a sample with zoom and pan, or why there is none. */
export function LargePicture({ id, dataset, onPercent }: LargePictureProps) {
  const view = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLDivElement>(null);
  const [zoomable, setZoomable] = useState<Zoomable | null>(null);
  const { data: details } = useSampleDetails(id);
  const tile = useTile(id) ?? details ?? null;
  const [failed, setFailed] = useState<number | null>(null);
  const [deep, setDeep] = useState<DeepState>(NOT_DEEP);
  const evidence = useEvidence(id);

  useEffect(() => {
    if (view.current === null || picture.current === null) return;
    const made = new Zoomable([view.current], [picture.current], onPercent);
    setZoomable(made);
    const detach = made.attach();
    const unsubscribe = onLoupeCommand((command) => made.run(command));
    return () => {
      unsubscribe();
      detach();
    };
  }, [onPercent]);
  const width = tile?.width ?? null;
  const height = tile?.height ?? null;
  useEffect(() => {
    if (zoomable === null) return;
    if (width !== null && height !== null) {
      zoomable.show({ width, height });
      showBox(zoomable, id);
    } else {
      zoomable.clear();
      onPercent(null);
    }
  }, [zoomable, onPercent, id, width, height]);

  const hasPicture = tile !== null && width !== null && height !== null;
  const isWhole = (tile?.status === 'ok' || tile?.status === 'pending') && failed !== id;
  const isShown = hasPicture && (isWhole || tile.thumb !== null);
  return (
    <div ref={view} className={styles.view}>
      <div ref={picture} className={styles.picture} data-is-shown={isShown || undefined}>
        {isShown ? (
          <PicturePixels
            key={id}
            tile={tile}
            dataset={dataset}
            format={details?.format ?? null}
            isWhole={isWhole}
            zoomable={zoomable}
            onFailed={() => setFailed(id)}
            onDeep={setDeep}
          />
        ) : null}
        {isShown ? <PictureBoxes tile={tile} /> : null}
        {isShown && evidence.kind !== null ? (
          <EvidenceLayer kind={evidence.kind} tile={tile} dataset={dataset} details={details} />
        ) : null}
      </div>
      {evidence.isAsked && tile !== null ? (
        <EvidenceNote kind={evidence.kind} tile={tile} dataset={dataset} details={details} />
      ) : null}
      <DeepNote state={deep} />
      <HistogramPanel tile={hasPicture ? tile : null} />
      {tile === null ? null : (
        <WhatIsWrong tile={tile} reason={details?.reason ?? null} isFailed={failed === id} isOverPicture={isShown} />
      )}
    </div>
  );
}

/** The box that the sample was opened for, once. */
function showBox(zoomable: Zoomable, id: number): void {
  const { box } = useBoxToShow.getState();
  if (box?.key.sample !== id) return;
  const [left, top, width, height] = box.place;
  zoomable.showPart({ left, top, width, height });
  useBoxToShow.setState({ box: null });
}
