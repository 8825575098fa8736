import { ActionIcon } from '@mantine/core';
import { IconAlertTriangle, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './Problem.module.css';

export interface ProblemProps {
  /** What was found, what was expected, what to do. */
  readonly message: string;
  /** `notice`: worth knowing, nothing failed. */
  readonly tone?: 'error' | 'notice';
  readonly onDismiss?: () => void;
  /** Ways out, as buttons. */
  readonly children?: ReactNode;
}

/** A failure or a notice, told where it happened. */
export function Problem({ message, tone = 'error', onDismiss, children }: ProblemProps) {
  return (
    <div className={styles.problem} data-tone={tone} role={tone === 'error' ? 'alert' : 'status'}>
      <IconAlertTriangle className={styles.icon} size={16} aria-hidden />
      <div className={styles.message}>{message}</div>
      {children}
      {onDismiss === undefined ? null : (
        <ActionIcon size={22} aria-label="Dismiss" onClick={onDismiss}>
          <IconX size={14} />
        </ActionIcon>
      )}
    </div>
  );
}
