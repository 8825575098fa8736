import { useEffect, useMemo } from 'react';
import { wantScores } from '../state/scores.ts';
import { tiles } from '../state/tiles.ts';
import { useUiStore } from '../state/ui-store.ts';
import type { GridLayout } from './grid-layout.ts';
import type { RowsInView } from './use-rows-in-view.ts';

/** Asks for what tiles of these rows show, unless they pass too fast to be seen. @returns their samples */
export function useWanted(ids: Uint32Array, layout: GridLayout, { first, end }: RowsInView, isFast: boolean): Uint32Array {
  const shown = useMemo(() => idsOfRows(ids, layout, first, end), [ids, layout, first, end]);
  useEffect(() => {
    if (!isFast) tiles.want(shown);
  }, [shown, isFast]);
  const issueKind = useUiStore((state) => state.issueKind);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another kind has other scores
  useEffect(() => {
    if (!isFast) void wantScores(shown);
  }, [shown, isFast, issueKind]);
  return shown;
}

/** Samples of folded groups lie between those of rows, however many they are, and are not among them. */
function idsOfRows(ids: Uint32Array, layout: GridLayout, first: number, end: number): Uint32Array {
  const found: number[] = [];
  for (let row = first; row < end; row++) {
    const range = layout.rowRange(row);
    for (let index = range.first; index < range.end; index++) found.push(ids[index] ?? 0);
  }
  return Uint32Array.from(found);
}
