import { Button } from '@mantine/core';
import type { CSSProperties } from 'react';
import { useUiStore } from '../state/ui-store.ts';
import { PanelEdge } from '../ui/PanelEdge.tsx';
import { noteOf, titleOf } from './color-fields.ts';
import { showAllCodes, useColoringStore } from './coloring-store.ts';
import styles from './Legend.module.css';
import { LegendClasses } from './LegendClasses.tsx';
import { LegendScale } from './LegendScale.tsx';

/** What the colours mean, beside the map. */
export function Legend() {
  const isOpen = useUiStore((state) => state.isLegendOpen);
  const width = useUiStore((state) => state.legendWidth);
  const { field, coloring, hidden, error } = useColoringStore();
  const note = field === null ? null : noteOf(field);
  if (!isOpen) return null;
  return (
    <section className={styles.legend} style={{ '--legend-width': `${width}px` } as CSSProperties} aria-label="Legend">
      <PanelEdge setting="legendWidth" />
      <header className={styles.head}>
        <h2>{field === null ? 'Colours' : titleOf(field)}</h2>
        {hidden.size === 0 ? null : (
          <Button variant="subtle" size="compact-xs" onClick={showAllCodes}>
            Show all
          </Button>
        )}
      </header>
      {error === null ? null : (
        <p className={styles.problem} role="alert">
          {error}
        </p>
      )}
      {note === null ? null : <p className={styles.note}>{note}</p>}
      {field === null || coloring === null ? null : coloring.kind === 'classes' ? (
        <LegendClasses field={field} coloring={coloring} hidden={hidden} />
      ) : (
        <LegendScale field={field} coloring={coloring} hidden={hidden} />
      )}
    </section>
  );
}
