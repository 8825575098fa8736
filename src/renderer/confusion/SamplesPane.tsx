import { Button, CloseButton } from '@mantine/core';
import { IconLayoutGrid } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { closePart, useConfusionStore, useIsNarrowed } from '../state/confusion-store.ts';
import { useQueryStore } from '../state/query-store.ts';
import { useSelectionStore } from '../state/selection-store.ts';
import { useUiStore } from '../state/ui-store.ts';
import { formatCount, formatNoun } from '../ui/format.ts';
import { partWords } from './matrix-words.ts';
import styles from './SamplesPane.module.css';

export interface SamplesPaneProps {
  /** What the matrix counts. */
  readonly unit: 'sample' | 'box';
  readonly children: ReactNode;
}

/** The samples that the query finds: those of what is opened in the matrix. They are selected and decided as in the grid. */
export function SamplesPane({ unit, children }: SamplesPaneProps) {
  const count = useQueryStore((state) => state.ids.length);
  const selected = useSelectionStore((state) => state.selection.selected.size);
  const { part, title } = useConfusionStore();
  const isNarrowed = useIsNarrowed();
  const setView = useUiStore((state) => state.setView);
  const words = title ?? (part === null ? null : partWords(part, unit));
  return (
    <section className={styles.pane} aria-label="Samples of the query" data-place="grid">
      <div className={styles.head}>
        <div className={styles.title} role="status" title={isNarrowed ? (words ?? undefined) : undefined}>
          <b>{formatNoun(count, 'sample')}</b>
          {selected === 0 ? null : ` · ${formatCount(selected)} selected`}
          <div className={styles.words} data-narrowed={isNarrowed || undefined}>
            {isNarrowed ? words : 'All that the query finds'}
          </div>
        </div>
        {isNarrowed ? <CloseButton size="sm" aria-label="All samples of the query again" onClick={closePart} /> : null}
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          leftSection={<IconLayoutGrid size={13} />}
          onClick={() => setView('grid')}
        >
          Show in the grid
        </Button>
      </div>
      <div className={styles.samples}>{children}</div>
    </section>
  );
}
