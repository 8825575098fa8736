import type { ReactNode } from 'react';
import styles from './QuestionBar.module.css';

export interface QuestionBarProps {
  /** Names the bar. */
  readonly label: string;
  readonly icon: typeof import('@tabler/icons-react').IconFolders;
  /** What was done by itself. */
  readonly text: string;
  /** Buttons that keep, change or undo it. */
  readonly children: ReactNode;
}

/** A slim bar over the samples that says what was found and used, and asks whether that is right. */
export function QuestionBar({ label, icon: Icon, text, children }: QuestionBarProps) {
  return (
    <section className={styles.bar} aria-label={label}>
      <Icon className={styles.icon} size={16} aria-hidden />
      <span className={styles.text}>{text}</span>
      {children}
    </section>
  );
}
