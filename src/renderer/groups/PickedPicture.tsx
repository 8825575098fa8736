import { useState } from 'react';
import type { SampleDetails } from '../../shared/sample.ts';
import { WhatIsWrong } from '../ui/WhatIsWrong.tsx';
import { DifferenceBar, type DifferenceBarProps } from './DifferenceBar.tsx';
import { DifferenceCanvas } from './DifferenceCanvas.tsx';
import styles from './PickedCompare.module.css';
import { TurnedPicture } from './TurnedPicture.tsx';

export interface PickedPictureProps {
  readonly sample: SampleDetails;
  /** From the first one, shown in its place; null: it is not asked for. */
  readonly difference: DifferenceBarProps | null;
}

/** One of the pictures in its view, or why there is none. */
export function PickedPicture({ sample, difference }: PickedPictureProps) {
  const [hasFailed, setFailed] = useState(false);
  const isShown = !hasFailed || sample.thumb !== null;
  return (
    <div className={styles.view} data-view>
      <div className={styles.picture} data-picture>
        {isShown ? <TurnedPicture member={sample} turn={0} onFailed={() => setFailed(true)} /> : null}
        {difference === null ? null : <DifferenceCanvas compared={difference.compared} gain={difference.gain} />}
      </div>
      {difference === null || !isShown ? (
        <WhatIsWrong tile={sample} reason={sample.reason} isFailed={hasFailed} isOverPicture={isShown} />
      ) : null}
      {difference === null ? null : (
        <div data-over-picture>
          <DifferenceBar {...difference} />
        </div>
      )}
    </div>
  );
}
