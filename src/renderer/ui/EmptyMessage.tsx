import { IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './EmptyMessage.module.css';

export interface EmptyMessageProps {
  readonly title: string;
  readonly text: string;
  /** That there is nothing is good news. */
  readonly isGood?: boolean;
  /** The way out. */
  readonly children?: ReactNode;
}

/** Fills an area that has nothing to show: why, and what to do. */
export function EmptyMessage({ title, text, isGood = false, children }: EmptyMessageProps) {
  return (
    <div className={styles.empty}>
      {isGood ? <IconCircleCheck className={styles.check} size={32} stroke={1.5} aria-hidden /> : null}
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </div>
  );
}
