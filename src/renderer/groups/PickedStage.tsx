import { type RefObject, useEffect, useRef, useState } from 'react';
import type { SampleDetails } from '../../shared/sample.ts';
import { onLoupeCommand } from '../state/loupe-commands.ts';
import { focusPicked, usePickedStore } from '../state/picked.ts';
import { Zoomable } from '../ui/zoomable.ts';
import { factLines } from './compared-facts.ts';
import { type PictureSize, shownSize, turnedSize } from './compared-size.ts';
import { PickedCaption } from './PickedCaption.tsx';
import styles from './PickedCompare.module.css';
import { PickedPicture } from './PickedPicture.tsx';
import { fittingGain } from './pixel-difference.ts';
import { usePixelDifference } from './use-pixel-difference.ts';

export interface PickedStageProps {
  /** Two to four. */
  readonly samples: readonly SampleDetails[];
  readonly onPercent: (percent: number | null) => void;
}

/** The pictures beside each other, each above what is known of it. */
export function PickedStage({ samples, onPercent }: PickedStageProps) {
  const focus = usePickedStore((state) => state.focus);
  const [first, focused] = [samples[0], samples[focus]];
  if (first === undefined || focused === undefined) return null;
  return <Stage samples={samples} first={first} focused={focused} onPercent={onPercent} />;
}

interface StageProps extends PickedStageProps {
  readonly first: SampleDetails;
  readonly focused: SampleDetails;
}

function Stage({ samples, first, focused, onPercent }: StageProps) {
  const { focus, isDifference } = usePickedStore();
  const stage = useRef<HTMLDivElement>(null);
  useZoomedAsOne(stage, samples, onPercent);
  const [gain, setGain] = useState<number | null>(null);
  const isDiffering = isDifference && focus > 0;
  const compared = usePixelDifference(first, focused, 0, isDiffering);
  const shownGain = gain ?? fittingGain(compared?.difference?.largest ?? 0);
  const lines = factLines(samples);
  return (
    <div ref={stage} className={styles.stage} data-count={samples.length}>
      {samples.map((sample, place) => (
        <figure
          key={sample.id}
          className={styles.sample}
          aria-current={place === focus || undefined}
          onPointerDown={() => focusPicked(place)}
        >
          <PickedPicture
            sample={sample}
            difference={isDiffering && place === focus ? { compared, gain: shownGain, onGain: setGain } : null}
          />
          <PickedCaption sample={sample} place={place} lines={lines} />
        </figure>
      ))}
    </div>
  );
}

/** All views move as one; each picture lies in a box of the size of the largest. */
function useZoomedAsOne(
  stage: RefObject<HTMLDivElement | null>,
  samples: readonly SampleDetails[],
  onPercent: (percent: number) => void,
): void {
  const { width, height } = largestSize(samples);
  const key = samples.map(({ id }) => id).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: other samples are other elements
  useEffect(() => {
    const all = (selector: string): readonly HTMLElement[] => [...(stage.current?.querySelectorAll<HTMLElement>(selector) ?? [])];
    const zoomable = new Zoomable(all('[data-view]'), all('[data-picture]'), onPercent);
    const detach = zoomable.attach();
    zoomable.show({ width, height });
    const unsubscribe = onLoupeCommand((command) => zoomable.run(command));
    return () => {
      unsubscribe();
      detach();
    };
  }, [key, width, height, onPercent]);
}

function largestSize(samples: readonly SampleDetails[]): PictureSize {
  return samples.map((sample) => turnedSize(sample, 0)).reduce((largest, size) => shownSize(largest, size, 0));
}
