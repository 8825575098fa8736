import { useEffect } from 'react';
import { useDatasetStore } from '../state/dataset-store.ts';
import { shell } from '../ui/shell.ts';

/** Names the window, or the tab, after the open dataset. */
export function useTitle(): void {
  const name = useDatasetStore((state) => state.dataset?.name ?? null);
  useEffect(() => {
    const title = name === null ? 'Winnow' : `${name} – Winnow`;
    document.title = title;
    shell()?.setTitle(title);
    return () => {
      document.title = 'Winnow';
      shell()?.setTitle('Winnow');
    };
  }, [name]);
}
