import { Loader, Slider } from '@mantine/core';
import styles from './Difference.module.css';
import { differenceSentence } from './pixel-difference.ts';
import type { ComparedPixels } from './use-pixel-difference.ts';

export interface DifferenceBarProps {
  /** Null: it is being worked out. */
  readonly compared: ComparedPixels | null;
  readonly gain: number;
  readonly onGain: (gain: number) => void;
}

const MOST_DOUBLINGS = 6;

/** The difference in numbers, and how bright it is drawn. */
export function DifferenceBar({ compared, gain, onGain }: DifferenceBarProps) {
  return (
    <div className={styles.bar}>
      <span role="status" className={styles.sentence}>
        {compared === null ? <Loader size={12} aria-label="Comparing" /> : sentenceOf(compared)}
      </span>
      {compared !== null && compared.difference === null ? null : <Gain gain={gain} onGain={onGain} />}
    </div>
  );
}

function Gain({ gain, onGain }: Omit<DifferenceBarProps, 'compared'>) {
  return (
    <div className={styles.gain}>
      <span className={styles.gainName}>Brighter</span>
      <Slider
        className={styles.slider}
        size={2}
        thumbSize={12}
        color="gray"
        label={null}
        thumbLabel="How bright the difference is drawn"
        min={0}
        max={MOST_DOUBLINGS}
        step={1}
        value={Math.log2(gain)}
        onChange={(doublings) => onGain(2 ** doublings)}
      />
      <span className={styles.times}>{gain}×</span>
    </div>
  );
}

function sentenceOf({ size, difference }: ComparedPixels): string {
  if (difference === null) return 'One of the two pictures cannot be loaded';
  return `${differenceSentence(difference)}, at ${size.width} × ${size.height}`;
}
