import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ISSUES } from '../../shared/issue-meanings.ts';
import type { TextField } from '../../shared/query.ts';
import { api } from '../state/api.ts';
import { useClassCounts } from '../state/class-counts.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { openIssue, useIssueCounts } from '../state/issues.ts';
import { RECENT_KEY } from '../state/query-client.ts';
import { formatCount, formatNoun } from '../ui/format.ts';
import { showOnly } from './jumps.ts';
import type { PaletteItem, PaletteSource } from './palette-item.ts';

const NONE: readonly string[] = [];

/** The samples of a class. */
export const useClassJumps: PaletteSource = (typed) => {
  const classes = useClassCounts();
  const items = useMemo(() => classes.map(({ name, samples }) => jump('label', 'Class', name, formatCount(samples))), [classes]);
  return typed === '' ? [] : items;
};

/** The samples with a tag. */
export const useTagJumps: PaletteSource = (typed) => {
  const tags = useDatasetStore((state) => state.dataset?.tags) ?? NONE;
  const items = useMemo(() => tags.map((tag) => jump('tag', 'Tag', tag)), [tags]);
  return typed === '' ? [] : items;
};

/** The samples of a split. */
export const useSplitJumps: PaletteSource = (typed) => {
  const splits = useDatasetStore((state) => state.dataset?.splits) ?? NONE;
  const items = useMemo(() => splits.map((split) => jump('split', 'Split', split)), [splits]);
  return typed === '' ? [] : items;
};

/** The kinds of issues that were found. */
export const useIssueJumps: PaletteSource = (typed) => {
  const counts = useIssueCounts();
  const items = useMemo(
    () =>
      (counts ?? [])
        .filter(({ samples }) => samples > 0)
        .map(
          ({ kind, open }): PaletteItem => ({
            id: `issue:${kind}`,
            kind: 'Issue',
            title: ISSUES[kind].title,
            words: kind,
            hint: formatCount(open),
            whyNot: null,
            isForgotten: true,
            run: () => openIssue(kind),
          }),
        ),
    [counts],
  );
  return typed === '' ? [] : items;
};

/** Datasets opened before, but for the one that is open. */
export const useRecentJumps: PaletteSource = () => {
  const { data } = useQuery({ queryKey: RECENT_KEY, queryFn: ({ signal }) => api.recent(signal) });
  const open = useDatasetStore((state) => state.dataset?.id ?? null);
  return useMemo(
    () =>
      (data ?? [])
        .filter(({ id }) => id !== open)
        .map(({ id, name, folder, samples, isFolderPresent }) => ({
          id: `open:${id}`,
          kind: 'Open',
          title: name,
          words: folder,
          hint: formatNoun(samples, 'sample'),
          whyNot: isFolderPresent ? null : 'Folder not found',
          isForgotten: true,
          run: () => void useDatasetStore.getState().open(folder),
        })),
    [data, open],
  );
};

function jump(field: TextField, kind: string, value: string, hint?: string): PaletteItem {
  return {
    id: `${field}:${value}`,
    kind,
    title: value,
    ...(hint === undefined ? {} : { hint }),
    whyNot: null,
    isForgotten: true,
    run: () => showOnly({ kind: 'equals', field, value }),
  };
}
