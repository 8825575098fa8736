import { VisuallyHidden } from '@mantine/core';
import { useConfusionStore, useOpenPart } from '../state/confusion-store.ts';
import { useQueryStore } from '../state/query-store.ts';
import { formatNoun } from '../ui/format.ts';
import { cellFacts, partWords } from './matrix-words.ts';
import { placeOf, type ShownMatrix } from './shown-matrix.ts';

/** What a screen reader says of the matrix: the focused cell, and what is opened. */
export function LiveText({ id, shown }: { readonly id: string; readonly shown: ShownMatrix }) {
  const focus = useConfusionStore((state) => state.focus);
  const opened = useOpenPart();
  const found = useQueryStore((state) => state.ids.length);
  const [row, column] = focus === null ? [-1, -1] : [placeOf(shown, focus.label), placeOf(shown, focus.prediction)];
  const facts = [
    focus === null || row < 0 || column < 0
      ? null
      : [partWords({ kind: 'cell', ...focus }, shown.unit), ...cellFacts(shown, row, column)].join(', '),
    opened === null ? null : `Shown: ${partWords(opened, shown.unit)}, ${formatNoun(found, 'sample')}`,
  ];
  return (
    <VisuallyHidden id={id} role="status">
      {facts.filter((fact) => fact !== null).join('. ')}
    </VisuallyHidden>
  );
}
