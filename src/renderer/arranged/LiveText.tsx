import { VisuallyHidden } from '@mantine/core';
import { useArrangedStore } from '../state/arranged-store.ts';
import { useSelectionStore } from '../state/selection-store.ts';
import { useTile } from '../state/tiles.ts';
import { tileName } from '../ui/tile-looks.ts';
import type { Scene } from './scene.ts';
import { countAt, levelText, selectedText, standsForText } from './shown-block.ts';
import { useLevel } from './use-level.ts';

/** What a screen reader says of the arranged grid: the focused picture, what it stands for, how many are selected, how near it is. */
export function LiveText({ id, scene }: { readonly id: string; readonly scene: Scene }) {
  const { focus, selected } = useSelectionStore((state) => state.selection);
  const grid = useArrangedStore((state) => state.grid);
  const tile = useTile(focus ?? 0);
  const level = useLevel(scene);
  if (grid === null) return null;
  const count = countAt(grid, level, focus);
  const facts = [
    tile === null || count === 0 ? null : [tileName(tile), standsForText(count)].filter((fact) => fact !== null).join(', '),
    selectedText(selected, grid.size),
    levelText(level),
  ];
  return (
    <VisuallyHidden id={id} role="status">
      {facts.filter((fact) => fact !== null).join('. ')}
    </VisuallyHidden>
  );
}
