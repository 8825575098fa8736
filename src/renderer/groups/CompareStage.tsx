import { type RefObject, useEffect, useRef, useState } from 'react';
import type { GroupMember } from '../../shared/api.ts';
import { useCompareStore } from '../state/compare.ts';
import { isRemoved } from '../state/duplicate-group.ts';
import { onLoupeCommand } from '../state/loupe-commands.ts';
import type { Turn } from '../state/turn.ts';
import { Zoomable } from '../ui/zoomable.ts';
import styles from './CompareStage.module.css';
import { shownSize } from './compared-size.ts';
import { DifferenceBar } from './DifferenceBar.tsx';
import { DifferenceCanvas } from './DifferenceCanvas.tsx';
import { turnWords } from './match-words.ts';
import { fittingGain } from './pixel-difference.ts';
import { SwipeLine } from './SwipeLine.tsx';
import { TurnedPicture } from './TurnedPicture.tsx';
import { usePixelDifference } from './use-pixel-difference.ts';

export interface CompareStageProps {
  readonly left: GroupMember;
  readonly right: GroupMember;
  /** What makes the right one lie as the left one does. */
  readonly turn: Turn;
  readonly onPercent: (percent: number | null) => void;
}

/** Two views on two pictures, zoomed and panned as one. For swiping one view lies on the other; the difference takes one. */
export function CompareStage({ left, right, turn, onPercent }: CompareStageProps) {
  const mode = useCompareStore((state) => state.mode);
  const isFlickering = useCompareStore((state) => state.isFlickering);
  const [swipe, setSwipe] = useState(0.5);
  const leftView = useRef<HTMLDivElement>(null);
  const leftPicture = useRef<HTMLDivElement>(null);
  const rightView = useRef<HTMLDivElement>(null);
  const rightPicture = useRef<HTMLDivElement>(null);
  const [gain, setGain] = useState<number | null>(null);
  const compared = usePixelDifference(left, right, turn, mode === 'difference');
  const shownGain = gain ?? fittingGain(compared?.difference?.largest ?? 0);
  const { width, height } = shownSize(left, right, turn);
  const zoomable = useZoomable([rightView, leftView], [rightPicture, leftPicture], onPercent);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another pair of the same size is fitted again, too
  useEffect(() => zoomable?.show({ width, height }), [zoomable, width, height, left.id, right.id]);
  return (
    <div
      className={styles.stage}
      data-autofocus
      tabIndex={-1}
      data-mode={mode}
      data-flickering={isFlickering || undefined}
      style={{ '--swipe': `${swipe * 100}%` } as object}
    >
      <div ref={leftView} className={styles.left}>
        <div ref={leftPicture} className={styles.picture}>
          <TurnedPicture key={left.id} member={left} turn={0} />
        </div>
        <Name member={left} turn={0} />
      </div>
      <div ref={rightView} className={styles.right}>
        <div ref={rightPicture} className={styles.picture}>
          <TurnedPicture key={right.id} member={right} turn={turn} />
          <div className={styles.flicker}>
            <TurnedPicture key={left.id} member={left} turn={0} />
          </div>
          <DifferenceCanvas compared={compared} gain={shownGain} />
        </div>
        <Name member={isFlickering ? left : right} turn={isFlickering ? 0 : turn} />
      </div>
      {mode === 'difference' ? <DifferenceBar compared={compared} gain={shownGain} onGain={setGain} /> : null}
      {mode === 'swipe' ? <SwipeLine at={swipe} onMove={setSwipe} /> : null}
    </div>
  );
}

type Ref = RefObject<HTMLDivElement | null>;

function useZoomable(views: readonly Ref[], pictures: readonly Ref[], onPercent: (percent: number) => void): Zoomable | null {
  const [zoomable, setZoomable] = useState<Zoomable | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the elements stay the same as long as the stage is there
  useEffect(() => {
    const made = new Zoomable(elementsOf(views), elementsOf(pictures), onPercent);
    setZoomable(made);
    const detach = made.attach();
    const unsubscribe = onLoupeCommand((command) => made.run(command));
    return () => {
      unsubscribe();
      detach();
    };
  }, [onPercent]);
  return zoomable;
}

const elementsOf = (refs: readonly Ref[]): readonly HTMLElement[] => refs.flatMap(({ current }) => current ?? []);

/** Which one it is, and what was done to it to show it. */
function Name({ member, turn }: { readonly member: GroupMember; readonly turn: Turn }) {
  return (
    <div className={styles.name} title={member.path}>
      <span className={styles.path}>{member.path.slice(member.path.lastIndexOf('/') + 1)}</span>
      {turn === 0 ? null : <span className={styles.note}>shown {turnWords(turn)}</span>}
      {isRemoved(member) ? <span className={styles.removed}>remove</span> : null}
    </div>
  );
}
