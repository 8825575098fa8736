import { Button } from '@mantine/core';
import type { WinnowError } from '../../shared/errors.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { busyFolder } from './busy-folder.ts';
import { Problem } from './Problem.tsx';

/** Why the last folder could not be opened, and what can be done about it. */
export function OpenFailure({ error }: { readonly error: WinnowError }) {
  const open = useDatasetStore((state) => state.open);
  const dismissError = useDatasetStore((state) => state.dismissError);
  const busy = busyFolder(error);
  return (
    <Problem message={error.message} onDismiss={dismissError}>
      {busy === null ? null : <Button onClick={() => void open(busy, { readOnly: true })}>Open to look only</Button>}
    </Problem>
  );
}
