import { useEffect, useRef } from 'react';
import styles from './Difference.module.css';
import { paintDifference } from './pixel-difference.ts';
import type { ComparedPixels } from './use-pixel-difference.ts';

export interface DifferenceCanvasProps {
  readonly compared: ComparedPixels | null;
  /** Times as bright. */
  readonly gain: number;
}

/** The difference drawn over the picture, in its box. */
export function DifferenceCanvas({ compared, gain }: DifferenceCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d') ?? null;
    if (context === null || compared?.difference == null) return;
    const image = context.createImageData(compared.size.width, compared.size.height);
    paintDifference(compared.difference.levels, gain, image.data);
    context.putImageData(image, 0, 0);
  }, [compared, gain]);
  if (compared?.difference == null) return null;
  return <canvas ref={canvas} className={styles.canvas} width={compared.size.width} height={compared.size.height} />;
}
