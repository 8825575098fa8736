import { ActionIcon } from '@mantine/core';
import { IconBoxModel2, IconChartHistogram, IconChevronLeft, IconChevronRight, IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { toggleBoxes } from '../state/boxes.ts';
import { toggleHistogram, useChannelStore } from '../state/channels.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { useSampleDetails } from '../state/details.ts';
import { useQueryStore } from '../state/query-store.ts';
import { indexOfId, selectOnly } from '../state/selection.ts';
import { useSelectionStore } from '../state/selection-store.ts';
import { useTile } from '../state/tiles.ts';
import { useUiStore, type ViewBehind } from '../state/ui-store.ts';
import { formatCount } from '../ui/format.ts';
import { KeyTooltip } from '../ui/KeyTooltip.tsx';
import { DetailsButton, PanelButton } from '../ui/PanelButton.tsx';
import { useWithKey } from '../ui/use-key.ts';
import { IssueStrip } from './IssueStrip.tsx';
import { LargePicture } from './LargePicture.tsx';
import styles from './Loupe.module.css';
import { Preload } from './Preload.tsx';
import { TagRow } from './TagRow.tsx';

const BACK: Readonly<Record<ViewBehind, string>> = {
  grid: 'Back to the grid',
  arranged: 'Back to the grid',
  map: 'Back to the map',
  confusion: 'Back to the confusion matrix',
  objects: 'Back to the boxes',
};

/** The focused sample large over the grid: zoom at the pointer, pan, step through the query's order. @param children below its bar */
export function Loupe({ children }: { readonly children?: ReactNode }) {
  const ids = useQueryStore((state) => state.ids);
  const id = useSelectionStore((state) => state.selection.focus);
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const close = useUiStore((state) => state.closeLarge);
  const back = useUiStore((state) => BACK[state.viewBehind]);
  const [percent, setPercent] = useState<number | null>(null);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => takeFocus(root.current), []);
  const index = indexOfId(ids, id);
  // The last sample shown may leave the query: nothing is left to look at.
  useEffect(() => {
    if (id === null) close();
  }, [id, close]);
  if (id === null || dataset === null) return null;
  // The likeliest next one first.
  const neighbours = [index + 1, index - 1, index + 2].flatMap((place) => ids[place] ?? []);
  const go = (to: number) => () => useSelectionStore.getState().change(() => selectOnly(ids, to));
  return (
    <section ref={root} className={styles.loupe} aria-label="Sample, large" data-menu="samples" tabIndex={-1}>
      <div>
        <header className={styles.bar}>
          <KeyTooltip action="large.leave" label={back}>
            <ActionIcon aria-label={back} onClick={close}>
              <IconX size={16} />
            </ActionIcon>
          </KeyTooltip>
          <Title id={id} />
          <span className={styles.place}>
            {index < 0 ? 'not in this query' : `${formatCount(index + 1)} of ${formatCount(ids.length)}`}
          </span>
          <span className={styles.percent}>{percent === null ? null : `${percent}%`}</span>
          <ActionIcon aria-label="Previous sample" disabled={index <= 0} onClick={go(index - 1)}>
            <IconChevronLeft size={16} />
          </ActionIcon>
          <ActionIcon aria-label="Next sample" disabled={index < 0 || index >= ids.length - 1} onClick={go(index + 1)}>
            <IconChevronRight size={16} />
          </ActionIcon>
          <HistogramButton />
          <BoxesButton />
          <DetailsButton />
        </header>
        {children}
      </div>
      <LargePicture id={id} dataset={dataset} onPercent={setPercent} />
      <footer className={styles.footer}>
        <IssueStrip id={id} />
        <TagRow id={id} />
      </footer>
      {neighbours.map((neighbour) => (
        <Preload key={neighbour} dataset={dataset} id={neighbour} />
      ))}
    </section>
  );
}

function HistogramButton() {
  const isOpen = useChannelStore((state) => state.isHistogramOpen);
  const label = useWithKey('large.histogram', isOpen ? 'Hide the histogram' : 'Histogram and channels');
  return <PanelButton label={label} isOpen={isOpen} icon={IconChartHistogram} onClick={toggleHistogram} />;
}

function BoxesButton() {
  const hasBoxes = useDatasetStore((state) => state.dataset?.hasBoxes ?? false);
  const areShown = useUiStore((state) => state.areBoxesShown);
  const label = useWithKey('look.boxes', areShown ? 'Hide the boxes' : 'Show the boxes');
  if (!hasBoxes) return null;
  return <PanelButton label={label} isOpen={areShown} icon={IconBoxModel2} onClick={toggleBoxes} />;
}

function Title({ id }: { readonly id: number }) {
  const { data: details } = useSampleDetails(id);
  const tile = useTile(id) ?? details ?? null;
  if (tile === null) return <span className={styles.title} />;
  return (
    <span className={styles.title} title={tile.path}>
      {tile.label === null ? null : <b>{tile.label}</b>} {tile.path}
    </span>
  );
}

/** @returns gives the focus back to what had it, which is still there below */
function takeFocus(element: HTMLElement | null): () => void {
  const before = document.activeElement;
  element?.focus();
  return () => {
    if (before instanceof HTMLElement) before.focus();
  };
}
