import { useEffect } from 'react';
import { tiles } from '../state/tiles.ts';

/** Has the tiles of the details fetched, of samples that the grid may not show. */
export function useWantedTiles(samples: readonly { readonly id: number }[] | undefined): void {
  useEffect(() => {
    tiles.want(
      (samples ?? []).map(({ id }) => id),
      'details',
    );
    return () => tiles.want([], 'details');
  }, [samples]);
}
