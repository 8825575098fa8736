import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { EmptyMessage } from '../ui/EmptyMessage.tsx';

const SAVED = 'Nothing is lost: every decision is saved when it is made.';

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
      <div role="alert" className="wn-selectable">
        <EmptyMessage title="Winnow’s page ran into a fault of its own" text={`${error.message}\n${SAVED}`}>
          <Button onClick={() => location.reload()}>Load the page again</Button>
        </EmptyMessage>
      </div>
    );
  }
}
