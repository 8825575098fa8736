import { Button } from '@mantine/core';
import { useQueryStore } from '../state/query-store.ts';
import { useUiStore } from '../state/ui-store.ts';
import { Problem } from '../ui/Problem.tsx';

/** That the query in the search box was not answered, where what is seen is still the answer to the one before. */
export function QueryFailure() {
  const error = useQueryStore((state) => state.error);
  const wasAnswered = useQueryStore((state) => state.answered !== null);
  const rerun = useQueryStore((state) => state.rerun);
  const openDialog = useUiStore((state) => state.openDialog);
  if (error === null || !wasAnswered) return null;
  return (
    <Problem message={`${error.message} What is shown is what the query before found.`}>
      {error.code === 'no_embeddings' ? (
        <Button variant="default" size="compact-xs" onClick={() => openDialog('embed')}>
          Embed…
        </Button>
      ) : (
        <Button variant="default" size="compact-xs" onClick={() => void rerun()}>
          Try again
        </Button>
      )}
    </Problem>
  );
}
