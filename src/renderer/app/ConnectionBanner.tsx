import { useConnectionStore } from '../state/connection-store.ts';
import { Problem } from '../ui/Problem.tsx';

/** Says that the engine is gone, and what happens next. */
export function ConnectionBanner() {
  const { isConnected, isRefused } = useConnectionStore();
  if (isConnected) return null;
  if (isRefused) {
    return (
      <Problem message="This page’s address belongs to an engine that was stopped. Open the address that Winnow printed when it started last." />
    );
  }
  return <Problem tone="notice" message="Winnow’s engine stopped; reconnecting…" />;
}
