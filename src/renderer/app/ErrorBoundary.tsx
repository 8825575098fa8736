import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import styles from './EmptyGrid.module.css';

interface State {
  readonly error: Error | null;
}

/** A fault in the page ends in words and a way on, never in a blank window. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <div className={styles.empty} role="alert">
        <h2>Winnow’s page ran into a fault of its own</h2>
        <p className="wn-selectable">{error.message}</p>
        <p>Nothing is lost: every decision is saved when it is made.</p>
        <Button onClick={() => location.reload()}>Load the page again</Button>
      </div>
    );
  }
}
