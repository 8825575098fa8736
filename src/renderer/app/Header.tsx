import { ActionIcon, Button, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChartDots3,
  IconChartHistogram,
  IconChevronLeft,
  IconGridDots,
  IconHistory,
  IconKeyboard,
  IconReportAnalytics,
  IconUpload,
} from '@tabler/icons-react';
import { SearchBox } from '../search/SearchBox.tsx';
import { toggleConfusion } from '../state/confusion.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { redo, undo } from '../state/decisions.ts';
import { closeReport } from '../state/issues.ts';
import { toggleMap } from '../state/map-actions.ts';
import { toggleSkew } from '../state/skew.ts';
import { useUiStore } from '../state/ui-store.ts';
import { ThemeToggle } from '../ui/ThemeToggle.tsx';
import styles from './Header.module.css';
import { shownCombo } from './key-combo.ts';
import { isMac } from './use-shortcuts.ts';

/** Which dataset is open, the search, and what is done to the dataset as a whole. */
export function Header() {
  const dataset = useDatasetStore((state) => state.dataset);
  const close = useDatasetStore((state) => state.close);
  const openDialog = useUiStore((state) => state.openDialog);
  if (dataset === null) return null;
  return (
    <section className={styles.header} aria-label="Dataset">
      <Tooltip label="Close the dataset">
        <ActionIcon aria-label="Close the dataset" onClick={() => void close()}>
          <IconChevronLeft size={16} />
        </ActionIcon>
      </Tooltip>
      <h1 className={styles.name} title={dataset.folder}>
        {dataset.name}
      </h1>
      <div className={styles.search}>
        <SearchBox />
      </div>
      <HistoryButton label="Undo" keys="Mod+Z" isPossible={dataset.undoDepth > 0} run={undo} icon={IconArrowBackUp} />
      <HistoryButton label="Redo" keys="Mod+Shift+Z" isPossible={dataset.redoDepth > 0} run={redo} icon={IconArrowForwardUp} />
      <Tooltip label="History (H)">
        <ActionIcon aria-label="History" onClick={() => openDialog('history')}>
          <IconHistory size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Keyboard shortcuts (?)">
        <ActionIcon aria-label="Keyboard shortcuts" onClick={() => openDialog('shortcuts')}>
          <IconKeyboard size={16} />
        </ActionIcon>
      </Tooltip>
      <ThemeToggle />
      <MapButton />
      <ConfusionButton />
      <SkewButton />
      <ReportButton />
      <Button leftSection={<IconUpload size={14} />} onClick={() => openDialog('export')} className={styles.export}>
        Export…
      </Button>
    </section>
  );
}

function MapButton() {
  const isOpen = useUiStore(({ view, viewBehind }) => view === 'map' || (view === 'loupe' && viewBehind === 'map'));
  return (
    <Tooltip label="Map of what a model sees in the pictures (M)">
      <Button
        variant="default"
        className={styles.view}
        leftSection={<IconChartDots3 size={14} />}
        aria-pressed={isOpen}
        onClick={toggleMap}
      >
        Map
      </Button>
    </Tooltip>
  );
}

function ConfusionButton() {
  const isOpen = useUiStore(({ view, viewBehind }) => view === 'confusion' || (view === 'loupe' && viewBehind === 'confusion'));
  return (
    <Tooltip label="Confusion matrix: labels against predictions (C)">
      <Button
        variant="default"
        className={styles.view}
        leftSection={<IconGridDots size={14} />}
        aria-pressed={isOpen}
        onClick={toggleConfusion}
      >
        Confusion
      </Button>
    </Tooltip>
  );
}

function SkewButton() {
  const isOpen = useUiStore((state) => state.view === 'skew');
  return (
    <Tooltip label="How the splits differ (J)">
      <Button
        variant="default"
        className={styles.view}
        leftSection={<IconChartHistogram size={14} />}
        aria-pressed={isOpen}
        onClick={toggleSkew}
      >
        Splits
      </Button>
    </Tooltip>
  );
}

function ReportButton() {
  const isOpen = useUiStore((state) => state.view === 'report');
  const setView = useUiStore((state) => state.setView);
  return (
    <Button
      variant="default"
      className={styles.view}
      leftSection={<IconReportAnalytics size={14} />}
      aria-pressed={isOpen}
      onClick={() => (isOpen ? closeReport() : setView('report'))}
    >
      Report
    </Button>
  );
}

interface HistoryButtonProps {
  readonly label: string;
  readonly keys: string;
  readonly isPossible: boolean;
  readonly run: () => Promise<void>;
  readonly icon: typeof IconArrowBackUp;
}

function HistoryButton({ label, keys, isPossible, run, icon: Icon }: HistoryButtonProps) {
  return (
    <Tooltip label={`${label} (${shownCombo(keys, isMac)})`}>
      <ActionIcon aria-label={label} disabled={!isPossible} onClick={() => void run()}>
        <Icon size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
