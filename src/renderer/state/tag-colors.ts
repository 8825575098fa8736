import { useCallback } from 'react';
import { tagColor } from '../ui/tag-color.ts';
import { useUiStore } from './ui-store.ts';

/** Grounds of tags, CSS: those that the user chose, else by their names. */
export function useTagColor(): (tag: string) => string {
  const chosen = useUiStore((state) => state.tagColors);
  return useCallback((tag) => chosen[tag] ?? tagColor(tag), [chosen]);
}
