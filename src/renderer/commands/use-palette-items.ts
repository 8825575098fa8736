import { useMemo, useState } from 'react';
import { currentPlace } from '../actions/current-place.ts';
import { ACTIONS } from '../actions/registry.ts';
import { useKeyBindings } from '../state/key-bindings.ts';
import { recentActions } from '../state/recent-actions.ts';
import { actionItems } from './action-items.ts';
import { type RankedItem, rankItems } from './rank-items.ts';
import { useClassJumps, useIssueJumps, useRecentJumps, useSplitJumps, useTagJumps } from './use-jumps.ts';
import { useSampleJumps } from './use-sample-jumps.ts';

/** The lines of the palette for what is typed. Where the user is, and what can be done, is as it was when it opened. */
export function usePaletteItems(typed: string): readonly RankedItem[] {
  const chosen = useKeyBindings((state) => state.chosen);
  const [place] = useState(currentPlace);
  const [recent] = useState(recentActions);
  const [actions] = useState(() => actionItems(ACTIONS, place, chosen));
  const text = typed.trim();
  const samples = useSampleJumps(text);
  const classes = useClassJumps(text);
  const tags = useTagJumps(text);
  const splits = useSplitJumps(text);
  const issues = useIssueJumps(text);
  const datasets = useRecentJumps(text);
  return useMemo(
    () => rankItems([...samples, ...actions, ...classes, ...tags, ...splits, ...issues, ...datasets], text, recent),
    [samples, actions, classes, tags, splits, issues, datasets, text, recent],
  );
}
