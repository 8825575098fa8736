import { Button, Loader } from '@mantine/core';
import { Problem } from '../ui/Problem.tsx';
import styles from './ConfusionSide.module.css';

interface UnansweredProps {
  readonly error: Error | null;
  readonly onRetry: () => void;
  /** What is being worked out: `Matching boxes…`. */
  readonly waiting: string;
}

/** In the place of figures that are not there: being worked out, or why they cannot be. */
export function Unanswered({ error, onRetry, waiting }: UnansweredProps) {
  if (error === null) {
    return (
      <div className={styles.section} role="status">
        <Loader /> {waiting}
      </div>
    );
  }
  return (
    <div className={styles.section}>
      <Problem message={error.message}>
        <Button variant="default" size="compact-sm" onClick={onRetry}>
          Try again
        </Button>
      </Problem>
    </div>
  );
}
